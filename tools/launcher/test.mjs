/** `npm test`: every test, or those whose path holds the words given; the last line counts them. */
import './require-node.mjs'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { buildPages } from './pages.mjs'
import { inModules } from './paths.mjs'
import { runOnNode24 } from './run.mjs'
import { setUp } from './set-up.mjs'
import { showSteps } from './steps.mjs'

/** @typedef {{ passed: number, failed: number, skipped: string[], unsteady: string[] }} Counts */

const steps = showSteps(['dependencies', 'pages', 'browser'])
await setUp(steps)
const filters = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const wantsPages = filters.length === 0 || filters.some((word) => /browser|seeds/.test(word))
const browser = wantsPages ? await prepareBrowser() : undefined

const folder = mkdtempSync(join(tmpdir(), 'rialto-count-'))
const countsFile = join(folder, 'counts.json')
const { code } = await runOnNode24(
  [
    inModules('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=./tools/testing/count-reporter.ts',
    ...process.argv.slice(2),
  ],
  { env: { ...process.env, RIALTO_TEST_COUNTS: countsFile, RIALTO_CHROMIUM: browser?.path } },
)
const counts = readCounts()
rmSync(folder, { recursive: true, force: true })

if (browser?.missing !== undefined)
  counts.skipped.push(`tests/browser, for there is no browser: ${browser.missing}`)
for (const line of counts.skipped) process.stdout.write(`skipped: ${line}\n`)
for (const line of counts.unsteady) process.stdout.write(`passed only at the second try: ${line}\n`)
const nothingRan = counts.passed + counts.failed === 0
if (nothingRan) process.stdout.write('No test was run.\n')
// A run that ended badly for a reason that is no test's has failed as well.
if (counts.failed === 0 && (nothingRan || code !== 0)) counts.failed = 1
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`)
process.exit(code === 0 && counts.failed > 0 ? 1 : code)

/** @returns {Promise<{ path?: string, missing?: string }>} */
async function prepareBrowser() {
  await buildPages(steps)
  steps.progress('browser')
  const found = ensureChromium((detail) => steps.progress('browser', detail))
  steps.done('browser', 'path' in found ? found.path : 'none')
  return found
}

/** @returns {Counts} */
function readCounts() {
  try {
    return /** @type {Counts} */ (JSON.parse(readFileSync(countsFile, 'utf8')))
  } catch {
    // It ended before it could count.
    return { passed: 0, failed: 0, skipped: [], unsteady: [] }
  }
}
