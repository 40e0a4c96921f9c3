/** The linter's rules are only worth something if they are on: each is shown a mistake that it must find. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'

const MISTAKES: Readonly<Record<string, string>> = {
  'no-explicit-any': 'export const a = JSON.parse("1") as any',
  'no-floating-promises': 'export function a(): void { Promise.resolve(1) }',
  'no-misused-promises': 'export function a(b: Promise<boolean>): number { if (b) { return 1 } return 2 }',
  'switch-exhaustiveness-check':
    'export function a(b: "x" | "y"): void { switch (b) { case "x": process.exit() } }',
  'no-unsafe-member-access': 'export const a: unknown = JSON.parse("{}").b',
  'no-non-null-assertion': 'export const a = (b: number[]): number => b[0]!',
  'only-throw-error': 'export function a(): void { throw "text" }',
  'ban-ts-comment': '// @ts-ignore\nexport const a: number = "1"',
  'no-default-export': 'export default 1',
  'no-console': 'export function a(): void { console.log(1) }',
  eqeqeq: 'export const a = (b: unknown): boolean => b == 1',
}

type Report = { readonly diagnostics: readonly { readonly code: string; readonly filename: string }[] }

let folder = ''
let report: Report = { diagnostics: [] }
let status: number | null = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rialto-lint-'))
  for (const [rule, text] of Object.entries(MISTAKES)) writeFileSync(join(folder, `${rule}.ts`), `${text}\n`)
  writeFileSync(
    join(folder, 'first.ts'),
    `import { b } from './second.ts'\nexport const a = (): number => b()\n`,
  )
  writeFileSync(
    join(folder, 'second.ts'),
    `import { a } from './first.ts'\nexport const b = (): number => a()\n`,
  )
  writeFileSync(join(folder, 'sound.ts'), 'export const sound = (b: number): number => b + 1\n')
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{"compilerOptions":{"strict":true,"module":"nodenext","noEmit":true}}',
  )
  const oxlint = join(process.cwd(), 'node_modules', 'oxlint', 'bin', 'oxlint')
  const config = join(process.cwd(), '.oxlintrc.json')
  const run = spawnSync(process.execPath, [oxlint, '--type-aware', '-c', config, '-f', 'json', folder], {
    encoding: 'utf8',
  })
  status = run.status
  report = JSON.parse(run.stdout) as Report
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a mistake fails the run', () => assert.notEqual(status, 0))

for (const rule of Object.keys(MISTAKES)) {
  test(`${rule} finds its mistake`, () =>
    assert.ok(found(`${rule}.ts`).includes(rule), found(`${rule}.ts`).join(', ')))
}

test('two files that import each other are found', () => {
  assert.ok([...found('first.ts'), ...found('second.ts')].includes('no-cycle'))
})

test('sound code is left in peace', () => assert.deepEqual(found('sound.ts'), []))

/** The rules that complained about this file. */
function found(name: string): string[] {
  return report.diagnostics
    .filter(({ filename }) => filename.endsWith(`/${name}`))
    .map(({ code }) => code.replace(/^.*\((.*)\)$/, '$1'))
}
