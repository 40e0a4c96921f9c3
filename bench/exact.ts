/** Whether every count is exact: what the driver was told, what the books say, and what the invariants say of them. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Counts } from './books.ts'

const VERIFY = fileURLToPath(new URL('../tests/verify/main.ts', import.meta.url))
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024
/** After the last order everything has this long to come to rest. */
const GRACE_SECONDS = '5'
const LINES_AN_ORDER = 2

export type Exactness = { readonly exact: boolean; readonly lines: readonly string[] }

/** Compares what was counted between two moments with what the driver was told in between. */
export function compareCounts(confirmed: number, before: Counts, after: Counts): Exactness {
  const counted = [
    ['orders confirmed in the database', after.orders - before.orders, confirmed],
    ['captures in the provider’s log', after.captures - before.captures, confirmed],
    ['confirmation mails', after.mails - before.mails, confirmed],
    ['pieces sold', after.sold - before.sold, confirmed * LINES_AN_ORDER],
  ] as const
  return {
    exact: counted.every(([, found, wanted]) => found === wanted),
    lines: counted.map(
      ([what, found, wanted]) =>
        `${found === wanted ? '✓' : '✗'} ${what}: ${found.toLocaleString('en')}${found === wanted ? '' : `, not ${wanted.toLocaleString('en')}`}`,
    ),
  }
}

/** Runs the program that judges a platform by its invariants. */
export async function runVerify(asked: {
  readonly adminUrl: string
  readonly prefix: string
  readonly url: string
  readonly acknowledgedFile: string
}): Promise<{ readonly holds: boolean; readonly text: string }> {
  const args = ['--admin-url', asked.adminUrl, '--prefix', asked.prefix, '--url', asked.url]
  const more = ['--acknowledged', asked.acknowledgedFile, '--grace', GRACE_SECONDS]
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [VERIFY, ...args, ...more],
      { maxBuffer: OUTPUT_BYTES_MAX },
      (error, stdout, stderr) => resolve({ holds: error === null, text: stdout + stderr }),
    )
  })
}
