/** How many pieces of a thing a shop has: mostly enough, sometimes few, now and then none. */
import type { Chance } from '../chance.ts'

const SOLD_OUT = 0.05
const LOW = 0.14

export function stockOf(chance: Chance): number {
  const luck = chance.unit()
  if (luck < SOLD_OUT) return 0
  if (luck < LOW) return 1 + chance.below(4)
  return 8 + chance.below(140)
}
