/** `npm run conformance`: writes docs/conformance.md anew, and its line in the README. */
import './require-node.mjs'
import { runOnNode24 } from './run.mjs'
import { setUp } from './set-up.mjs'

await setUp()
const { code } = await runOnNode24(['tests/seeds/main.ts'])
process.exit(code)
