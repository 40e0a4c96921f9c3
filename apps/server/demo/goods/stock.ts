/** How many pieces of a thing a shop has: nearly always enough, now and then few or none. */
import type { Chance } from '../chance.ts'

const SOLD_OUT = 0.006
const LOW = 0.018

export function stockOf(chance: Chance): number {
  const luck = chance.unit()
  if (luck < SOLD_OUT) return 0
  if (luck < LOW) return 1 + chance.below(4)
  return 8 + chance.below(140)
}
