/** docs/performance.md: what was measured, on what, by which command. */
import { writeFileSync } from 'node:fs'
import type { LimitLine } from '../limit-line/limit-line.ts'
import { BARS } from '../bars.ts'
import { median, type Figure } from './figures.ts'
import { machineRows } from './machine.ts'
import { asTable } from './table.ts'

const DOCUMENT = new URL('../../docs/performance.md', import.meta.url)

export type Measured = {
  readonly figures: readonly Figure[]
  readonly limitLines: readonly LimitLine[]
  /** Why there are none. */
  readonly noLimitLine: string | undefined
  readonly postgres: string
  readonly command: string
  readonly seconds: number
  readonly warmup: number
  readonly runs: number
  readonly exactness: readonly string[]
  readonly verified: string
  /** Cores that others used while it was measured. */
  readonly othersCores: number
}

export function saveDocument(measured: Measured, date: Date): void {
  writeFileSync(DOCUMENT, documentOf(measured, date))
}

function documentOf(measured: Measured, date: Date): string {
  const { seconds, warmup, runs } = measured
  return `# Performance

Written by \`${measured.command}\`; do not edit. Measured on ${date.toISOString().slice(0, 10)}.

| | |
| --- | --- |
${machineRows()}
| PostgreSQL | ${measured.postgres} |
| others, while it was measured | ${Number.isNaN(measured.othersCores) ? 'not known here' : `${measured.othersCores.toFixed(2)} cores, the system’s own work included`} |

The platform runs as one process with its own PostgreSQL, which waits for the disk (\`fsync = on\`), on a warm start with 5,000 products and the orders of a first run in its database. The load driver is a process of its own on the same machine and the same cores; it speaks HTTP/1.1 over keep-alive connections and gives each order an \`Idempotency-Key\` of its own. ${warmup} s of warm-up, then ${seconds} s measured, ${runs} times; the median counts. Absolute rates move with the machine: compare ratios, the processor time per order, and the limit line of the same run.

## Figures and their bars
✓ and ✗ say whether the bar is met; the ratio is above 1 where it is better than asked.

${asTable(measured.figures)}

## The limit line
What the same PostgreSQL takes when pgbench asks it without a platform around it (\`bench/limit-line/\`), in the same run.

${limitLines(measured)}

## Exactness
${measured.exactness.map((line) => `- ${line}`).join('\n')}

\`\`\`
${measured.verified.trimEnd()}
\`\`\`
`
}

function limitLines({ limitLines: lines, noLimitLine, figures }: Measured): string {
  const ordersPerSecond = median(figures.find(({ bar }) => bar === BARS.orders)?.runs ?? [])
  if (noLimitLine !== undefined) return `Not measured: ${noLimitLine}`
  return [
    '| an order is | orders/s | the platform reaches of it |',
    '| --- | --- | --- |',
    ...lines.map(
      ({ says, ordersPerSecond: rate }) =>
        `| ${says} | ${Math.round(rate).toLocaleString('en')} | ${(ordersPerSecond / rate).toFixed(2)} |`,
    ),
  ].join('\n')
}
