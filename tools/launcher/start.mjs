/** `npm start`: from a fresh clone, or from whatever state it was left in, to a running shop. */
import './require-node.mjs'
import { resolve } from 'node:path'
import { loadEnvFile } from './env-file.mjs'
import { Failure, endWith } from './failure.mjs'
import { UsageError, parseFlags, refuseSwallowedFlags, usage } from './flags.mjs'
import { lastWords } from './last-words.mjs'
import { buildPages } from './pages.mjs'
import { ROOT } from './paths.mjs'
import { runOnNode24 } from './run.mjs'
import { setUp } from './set-up.mjs'
import { showSteps } from './steps.mjs'

/** What the server tells over its channel to us. */
/** @typedef {{ type: 'step', name: string, state: 'started' | 'done', detail?: string }} Step */
/** @typedef {{ type: 'ready', lines: string[] }} Ready */
/** @typedef {{ type: 'failed', cause: string, remedy: string }} Failed */

/** Three such spaces are the young generation. Node lets it grow to 130 MB; with 48 MB the collector costs hardly more. */
const SMALLER_NURSERY = '--max-semi-space-size=16'

const flags = readFlags()
const steps = showSteps([
  'dependencies',
  ...(flags.shop ? ['pages'] : []),
  'database',
  'schema',
  ...(flags.demo ? ['demo'] : []),
  'services',
  ...(flags.shop ? ['shop'] : []),
])

await setUp(steps)
loadEnvFile()
// Programs that start a server by themselves, as tests do, get the documented twelve products alone.
process.env['RIALTO_DEMO'] ??= 'full'
if (flags.shop) process.env['RIALTO_SHOP_PORT'] ??= '3001'
if (flags.shop) await buildPages(steps)
process.exit(await runServer().catch(endWith))

/** @returns {Promise<number>} the exit code, the server's own */
async function runServer() {
  let state = /** @type {'starting' | 'ready' | 'failed'} */ ('starting')
  const { code, asked } = await runOnNode24([SMALLER_NURSERY, 'apps/server/main.ts', ...flags.passedOn], {
    onMessage(received) {
      const message = /** @type {Step | Ready | Failed} */ (received)
      if (message.type === 'step') showStep(message)
      if (message.type === 'ready') {
        state = 'ready'
        process.stdout.write(`\n${message.lines.join('\n')}\n`)
      }
      if (message.type === 'failed') {
        state = 'failed'
        steps.failed()
        process.stderr.write(`\n${message.cause}\n${message.remedy}\n`)
      }
    },
  })
  if (code !== 0 && !asked && state !== 'failed') throw diedSilently(code, state)
  return code
}

/** @param {Step} message */
function showStep({ name, state, detail = '' }) {
  if (state === 'started') steps.progress(name, detail)
  else steps.done(name, detail)
}

/** @param {number} code @param {'starting' | 'ready' | 'failed'} state */
function diedSilently(code, state) {
  steps.failed()
  const data = flags.data ?? process.env['RIALTO_DATA'] ?? 'data'
  const { log, lines } = lastWords(resolve(ROOT, data))
  return new Failure(
    `The server ended with exit code ${code}${state === 'starting' ? ' before it was ready' : ''}, and did not say why.`,
    log === undefined ? `It left no log in ${data}; what it printed is above.` : `Its log is ${log}`,
    lines,
  )
}

function readFlags() {
  try {
    const parsed = parseFlags(process.argv.slice(2))
    refuseSwallowedFlags(process.env)
    if (!parsed.help) return parsed
    process.stdout.write(usage())
    process.exit(0)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\nnpm start -- --help shows what there is.\n`)
    process.exit(2)
  }
}
