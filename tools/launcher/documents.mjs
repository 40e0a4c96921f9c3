/** `npm run documents`: writes docs/ anew from the contracts. */
import './require-node.mjs'
import { runOnNode24 } from './run.mjs'
import { setUp } from './set-up.mjs'

await setUp()
const { code } = await runOnNode24(['apps/server/documents/main.ts'])
process.exit(code)
