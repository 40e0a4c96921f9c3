/** `npm run bench`: the load driver, with the arguments given. */
import './require-node.mjs'
import { runOnNode24 } from './run.mjs'
import { setUp } from './set-up.mjs'

await setUp()
const { code } = await runOnNode24(['bench/main.ts', ...process.argv.slice(2)])
process.exit(code)
