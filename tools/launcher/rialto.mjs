/** `rialto` from a fresh clone: what it is made of first, then the command. */
import './require-node.mjs'
import { existsSync } from 'node:fs'
import { NODE_24 } from './paths.mjs'
import { runOnNode24 } from './run.mjs'
import { setUp } from './set-up.mjs'

// Without a word where it is there: the output is the command's.
if (!existsSync(NODE_24)) await setUp()
const { code } = await runOnNode24(['apps/cli/rialto.mjs', ...process.argv.slice(2)])
process.exit(code)
