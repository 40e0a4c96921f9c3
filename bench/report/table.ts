/** The figures beside their bars, as a table that reads in a terminal and in Markdown alike. */
import { judge, median, type Figure } from './figures.ts'

const MET = '✓'
const MISSED = '✗'

export type Row = readonly [figure: string, measured: string, must: string, moonshot: string, runs: string]

export function rowOf({ bar, runs, note }: Figure): Row {
  const value = median(runs)
  if (Number.isNaN(value))
    return [bar.figure, `not measured here${note === undefined ? '' : `: ${note}`}`, '', '', '']
  const against = (limit: number | undefined) => {
    if (limit === undefined) return ''
    const { met, ratio } = judge(value, limit, bar.direction)
    return `${met ? MET : MISSED} ${bar.direction === 'at least' ? '≥' : '≤'} ${shown(limit, bar.unit)} (${Number.isFinite(ratio) ? ratio.toFixed(2) : '∞'})`
  }
  return [
    bar.figure,
    shown(value, bar.unit) + (note === undefined ? '' : ` (${note})`),
    against(bar.must),
    against(bar.moonshot),
    runs.length > 1 ? runs.map((run) => shown(run, '')).join(' · ') : '',
  ]
}

const HEADER: Row = ['figure', 'median', 'must (ratio)', 'moonshot (ratio)', 'runs']

export function asTable(figures: readonly Figure[]): string {
  const rows = [HEADER, ...figures.map(rowOf)]
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [header = HEADER, ...body] = rows
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')
}

export function missed(figures: readonly Figure[]): number {
  return figures.filter(({ bar, runs }) => {
    const value = median(runs)
    return bar.must !== undefined && !Number.isNaN(value) && !judge(value, bar.must, bar.direction).met
  }).length
}

/** Three digits are all that such a figure is good for. */
function shown(value: number, unit: string): string {
  const text = value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
  return unit === '' ? text : `${text} ${unit}`.replace(' /s', '/s')
}
