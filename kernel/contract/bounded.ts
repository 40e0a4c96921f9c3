/** What of a hostile value is looked at when its faults are described: describing costs ten times what checking does. */

/** No request that a person writes has more; with fewer, every fault is found. */
const PARTS_MAX = 2_000
const PARTS_SHOWN_MAX = 50

/** The value itself, or the beginning of every list and object in it where it has more parts than anybody needs. */
export function bounded(value: unknown): unknown {
  return isSmall(value) ? value : beginning(value, { left: PARTS_MAX })
}

function isSmall(value: unknown): boolean {
  const waiting = [value]
  for (let count = 0; waiting.length > 0; count += 1) {
    const next = waiting.pop()
    if (count > PARTS_MAX || waiting.length > PARTS_MAX) return false
    if (typeof next !== 'object' || next === null) continue
    const inside = Object.values(next) as unknown[]
    if (inside.length > PARTS_MAX) return false
    waiting.push(...inside)
  }
  return true
}

function beginning(value: unknown, budget: { left: number }): unknown {
  budget.left -= 1
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    return value.slice(0, shown(budget)).map((item) => beginning(item, budget))
  }
  const entries = Object.entries(value).slice(0, shown(budget))
  return Object.fromEntries(entries.map(([name, inner]) => [name, beginning(inner, budget)]))
}

function shown({ left }: { readonly left: number }): number {
  return Math.max(0, Math.min(PARTS_SHOWN_MAX, left))
}
