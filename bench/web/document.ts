/** docs/performance-pages.md: how heavy and how quick the pages are, on what, by which command. */
import { writeFileSync } from 'node:fs'
import type { Figure } from '../report/figures.ts'
import { machineRows } from '../report/machine.ts'
import { asTable } from '../report/table.ts'

const DOCUMENT = new URL('../../docs/performance-pages.md', import.meta.url)

export type Measuring = { readonly runs: number; readonly browser: string; readonly date: Date }

export function saveDocument(figures: readonly Figure[], measuring: Measuring): void {
  writeFileSync(DOCUMENT, documentOf(figures, measuring))
}

function documentOf(figures: readonly Figure[], { runs, browser, date }: Measuring): string {
  return `# Performance of the pages

Written by \`npm run bench:web -- --save --runs ${runs}\`; do not edit. Measured on ${date.toISOString().slice(0, 10)}.

| | |
| --- | --- |
${machineRows()}
| Chromium | ${browser} |

A platform of its own with the demo shop and all its pictures, load driver and browser on the same cores. Kept pages are asked for without packing, 200 times a second, each timed from when it was due. Lighthouse simulates a phone with a slow network. The lists of the admin stand on a second platform with 10,000 products, 10,000 orders with their events and 10,000 customers, and are timed by the clock of the page from the click in the navigation to the first row painted.

✓ and ✗ say whether the bar is met; the ratio is above 1 where it is better than asked.

${asTable(figures)}
`
}
