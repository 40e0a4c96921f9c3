/** What the platform is made of, and nothing else. */
import './require-node.mjs'
import { setUp } from './set-up.mjs'

await setUp()
