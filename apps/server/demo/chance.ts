/** Chance that is always the same: every draw of the demo shop follows from the words it was begun with. */

export type Chance = {
  /** From 0 up to, not including, 1. */
  unit(): number
  /** A whole number from 0 up to, not including, the bound. */
  below(bound: number): number
  between(from: number, to: number): number
  one<T>(list: readonly T[]): T
  /** All of the list in an order of chance. */
  shuffled<T>(list: readonly T[]): T[]
}

/** mulberry32 over an FNV-1a hash of the words: small, quick, and even enough for pictures and goods. */
export function chanceOf(...words: readonly (string | number)[]): Chance {
  let state = hashOf(words.join('\u0000'))
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number) => Math.floor(unit() * bound)
  return {
    unit,
    below,
    between: (from, to) => from + unit() * (to - from),
    one: (list) => {
      if (list.length === 0) throw new Error('there is nothing to choose from')
      return list[below(list.length)] as (typeof list)[number]
    },
    shuffled: (list) => {
      const shuffled = [...list]
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = below(last + 1)
        const kept = shuffled[last] as (typeof shuffled)[number]
        shuffled[last] = shuffled[other] as (typeof shuffled)[number]
        shuffled[other] = kept
      }
      return shuffled
    },
  }
}

function hashOf(text: string): number {
  let hash = 2_166_136_261
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619)
  return hash >>> 0
}
