/** `npm run dev:<part>`: a part of the platform as a process of its own, beside the others and on one database. */
import './require-node.mjs'
import { NAMED_PARTS, environmentOf } from './parts.mjs'

const [name = '', ...flags] = process.argv.slice(2)
const part = NAMED_PARTS.get(name)
if (part === undefined) {
  process.stderr.write(`There is no part "${name}"; there are ${[...NAMED_PARTS.keys()].join(', ')}.\n`)
  process.exit(2)
}
Object.assign(process.env, environmentOf(name, process.env))
// The gateway would fill the shop before the others are there: `rialto seed` does it when they are.
process.argv.splice(2, process.argv.length, ...new Set(['--no-demo', '--no-shop', ...flags]))
await import('./start.mjs')
