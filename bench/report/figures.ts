/** Figures and how they compare with their bars. */

/** The middle one; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper
}

export type Direction = 'at least' | 'at most'

export type Bar = {
  readonly figure: string
  readonly unit: string
  readonly direction: Direction
  readonly must?: number
  readonly moonshot?: number
}

export type Figure = {
  readonly bar: Bar
  /** One a run; NaN where it could not be measured. */
  readonly runs: readonly number[]
  /** Why it was not measured, or what the reader must know beside it. */
  readonly note?: string
}

export type Judged = { readonly met: boolean; readonly ratio: number }

/** How a value compares with a limit: above 1 is better than asked, whichever way the limit points. */
export function judge(value: number, limit: number, direction: Direction): Judged {
  const ratio = direction === 'at least' ? value / limit : limit / value
  return { met: ratio >= 1, ratio }
}
