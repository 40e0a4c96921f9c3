/** The geometry of charts: scales with round numbers, and lines through points. */

/** So many lines are counted at a glance. */
const TICKS = 4

/** From 0 (or below, where there is loss) to above the largest, in steps that one would choose by hand. */
export function ticksOf(values: readonly number[]): readonly number[] {
  const max = Math.max(0, ...values)
  const min = Math.min(0, ...values)
  if (max === 0 && min === 0) return [0, 1]
  const step = roundStep((max - min) / TICKS)
  const first = Math.floor(min / step)
  const last = Math.ceil(max / step)
  return Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step))
}

export type Point = { readonly x: number; readonly y: number }

/** Where values lie in a field of 100 by 100, the first at the start, the largest tick at the top. */
export function pointsOf(values: readonly number[], ticks: readonly number[]): readonly Point[] {
  const [low = 0] = ticks
  const high = ticks.at(-1) ?? 1
  const wide = Math.max(1, values.length - 1)
  return values.map((value, index) => ({
    x: values.length === 1 ? 50 : (index / wide) * 100,
    y: 100 - ((value - low) / (high - low || 1)) * 100,
  }))
}

export function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('')
}

/** Sums of so many neighbours each, the last of them of what is left. */
export function grouped<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step))
  const digit = [1, 2, 2.5, 5, 10].find((each) => each * power >= step) ?? 10
  return digit * power
}

/** 0.1 + 0.2 is not 0.3 to a computer. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}
