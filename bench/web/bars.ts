/** What the pages must reach: the budgets of the design. */
import type { Bar } from '../report/figures.ts'

const atLeast = (figure: string, must: number): Bar => ({ figure, unit: '', direction: 'at least', must })
const atMost = (figure: string, unit: string, must: number): Bar => ({
  figure,
  unit,
  direction: 'at most',
  must,
})

export const SCORES = {
  performance: 95,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
} as const

export type Category = keyof typeof SCORES

export function scoreBar(page: string, category: Category): Bar {
  return atLeast(`${page}: Lighthouse ${category}, phone`, SCORES[category])
}

export function weightBars(page: string) {
  return {
    script: atMost(`${page}: JavaScript, packed`, 'kB', 150),
    style: atMost(`${page}: CSS, packed`, 'kB', 12),
    fonts: atMost(`${page}: fonts`, 'kB', 90),
    shift: atMost(`${page}: layout shift`, '', 0.02),
  }
}

export const ADMIN_SCRIPT = (page: string): Bar => atMost(`${page}: JavaScript, packed`, 'kB', 250)
export const CACHED_P99 = atMost('kept page, 200 requests a second, p99', 'ms', 15)
export const PROCESS_MB = atMost('process of the pages after the load', 'MB', 250)
export const LIST_MS = (name: string, rows: number): Bar =>
  atMost(`admin: ${name.toLowerCase()} of ${rows.toLocaleString('en')}, click to rows`, 'ms', 300)
