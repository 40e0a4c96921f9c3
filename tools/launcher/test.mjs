/** `npm test`: every test, or those whose path holds the words given; the last line counts them. */
import './require-node.mjs'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inModules } from './paths.mjs'
import { runOnNode24 } from './run.mjs'
import { setUp } from './set-up.mjs'

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Counts */

await setUp()

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
  { env: { ...process.env, RIALTO_TEST_COUNTS: countsFile } },
)
const counts = readCounts()
rmSync(folder, { recursive: true, force: true })

for (const line of counts.skipped) process.stdout.write(`skipped: ${line}\n`)
const nothingRan = counts.passed + counts.failed === 0
if (nothingRan) process.stdout.write('No test was run.\n')
// A run that ended badly for a reason that is no test's has failed as well.
if (counts.failed === 0 && (nothingRan || code !== 0)) counts.failed = 1
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`)
process.exit(code === 0 && counts.failed > 0 ? 1 : code)

/** @returns {Counts} */
function readCounts() {
  try {
    return /** @type {Counts} */ (JSON.parse(readFileSync(countsFile, 'utf8')))
  } catch {
    // It ended before it could count.
    return { passed: 0, failed: 0, skipped: [] }
  }
}
