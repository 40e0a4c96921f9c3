/** `npm run bench:web`: the shop's pages against their budgets, in a real browser. */
import './require-node.mjs'
import { ensureChromium } from './chromium.mjs'
import { Failure, endWith } from './failure.mjs'
import { buildPages } from './pages.mjs'
import { runOnNode24 } from './run.mjs'
import { setUp } from './set-up.mjs'
import { showSteps } from './steps.mjs'

const steps = showSteps(['dependencies', 'pages'])
await setUp(steps)
await buildPages(steps)
const browser = ensureChromium((detail) => process.stderr.write(`${detail}\n`))
if (!('path' in browser)) endWith(new Failure('There is no browser to measure with.', browser.missing))
const { code } = await runOnNode24(['bench/web/main.ts', ...process.argv.slice(2)], {
  env: { ...process.env, RIALTO_CHROMIUM: browser.path },
})
process.exit(code)
