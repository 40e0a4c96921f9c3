/** `npm run format`: lays out every source file the one way that `npm run check` accepts. */
import './require-node.mjs'
import { FORMATTED } from './formatted.mjs'
import { inModules } from './paths.mjs'
import { runOnNode24 } from './run.mjs'
import { setUp } from './set-up.mjs'

await setUp()
const { code } = await runOnNode24([
  inModules('prettier', 'bin', 'prettier.cjs'),
  '--write',
  '--log-level=warn',
  ...FORMATTED,
])
process.exit(code)
