/**
 * Builds the shop's pages, once per state of what they are made of. May be interrupted at any moment: the stamp is
 * written last.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, endWith, interruption } from './failure.mjs'
import { NODE_24, ROOT } from './paths.mjs'
import { passOnSignals } from './run.mjs'

const FOLDER = join(ROOT, 'apps', 'storefront')
const NEXT = join(FOLDER, 'node_modules', 'next', 'dist', 'bin', 'next')
const STAMP = join(FOLDER, '.next', 'rialto-stamp')
/** What goes into the pages, from the root on. */
const SOURCES = ['apps/storefront', 'packages/client', 'contracts', 'kernel']
/** What building writes among them: in the stamp it would have the pages built a second time. */
const MADE = new Set(['node_modules', '.next', 'dist', 'next-env.d.ts'])
const LAST_WORDS_CHARACTERS = 4_000

/**
 * The step that brings the built pages to what their source says; ends the program with the cause and the remedy if
 * that does not work.
 * @param {ReturnType<typeof import('./steps.mjs').showSteps>} steps
 */
export async function buildPages(steps) {
  try {
    steps.progress('pages')
    const outcome = await ensurePages((detail) => steps.progress('pages', detail))
    steps.done('pages', outcome === 'fresh' ? 'up to date' : 'built')
  } catch (error) {
    steps.failed()
    endWith(error)
  }
}

/**
 * Makes the built pages fit their source; quick when they do already.
 * @param {(detail: string) => void} report
 * @returns {Promise<'fresh' | 'built'>}
 */
async function ensurePages(report) {
  const stamp = wantedStamp()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return 'fresh'
  report('building (half a minute the first time)')
  const { code, output } = await build()
  if (code !== 0) {
    throw new Failure(
      'The shop’s pages could not be built; why stands above.',
      'npm start -- --no-shop starts everything but them.',
      output.slice(-LAST_WORDS_CHARACTERS),
    )
  }
  writeFileSync(STAMP, stamp)
  return 'built'
}

function wantedStamp() {
  const hash = createHash('sha256')
  for (const path of ['pnpm-lock.yaml', ...sources()]) {
    hash.update(path)
    hash.update(readFileSync(join(ROOT, path)))
  }
  return hash.digest('hex')
}

/** @returns {string[]} from the root on */
export function sources() {
  return SOURCES.flatMap((folder) => filesIn(folder))
}

/**
 * @param {string} folder from the root
 * @returns {string[]}
 */
function filesIn(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !MADE.has(name) && !/\.(test|fixture)\.tsx?$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
    )
}

/** @returns {Promise<{ code: number | null, output: string }>} */
function build() {
  return new Promise((resolve, reject) => {
    const child = spawn(NODE_24, [NEXT, 'build'], {
      cwd: FOLDER,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const interrupting = passOnSignals(child)
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      if (interrupting.end()) reject(interruption())
      else resolve({ code, output })
    })
  })
}
