/** Makes the package that others install: sources with the printed API, compiled, with a manifest of its own. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printedApi } from './print.ts'

const ROOM = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = ['rialto.ts', 'call.ts', 'problem.ts', 'tokens.ts'] as const

const COMPILER = {
  target: 'es2022',
  lib: ['es2024', 'dom'],
  types: [],
  module: 'nodenext',
  declaration: true,
  strict: true,
  rewriteRelativeImportExtensions: true,
  verbatimModuleSyntax: true,
  outDir: '.',
  rootDir: 'source',
} as const

/** Gives the folder. Throws with the compiler's words where something does not fit. */
export function buildPackage(folder = join(ROOM, 'dist')): string {
  const source = join(folder, 'source')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(source, { recursive: true })
  for (const file of SOURCES) cpSync(join(ROOM, file), join(source, file))
  writeFileSync(join(source, 'api.ts'), printedApi())
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: COMPILER, include: ['source'], exclude: [] }),
  )
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`)
  cpSync(join(ROOM, 'README.md'), join(folder, 'README.md'))
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  )
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the client does not compile:\n${stdout}`)
  rmSync(source, { recursive: true })
  rmSync(join(folder, 'tsconfig.json'))
  return folder
}

function manifest(): object {
  const text = readFileSync(join(ROOM, 'package.json'), 'utf8')
  const { name, version, description, license } = JSON.parse(text) as Record<string, string>
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    exports: { '.': { types: './rialto.d.ts', default: './rialto.js' } },
    sideEffects: false,
    engines: { node: '>=20' },
  }
}
