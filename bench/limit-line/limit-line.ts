/**
 * The limit line: how many orders a second the same PostgreSQL takes when SQL alone is asked, without a platform
 * around it. Quoted beside our figures, because absolute rates move with the machine and these move with them.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { median } from '../report/figures.ts'

export type LimitLine = { readonly name: string; readonly says: string; readonly ordersPerSecond: number }

const FOLDER = new URL('./', import.meta.url)
const CLIENTS = 16
const THREADS = 2
/** pgbench waits for its own time only; a server that hangs must not hang us. */
const GRACE_MS = 30_000

const ORDERS_PER_BATCH = 50
const LINES: readonly { file: string; name: string; says: string; orders: number; options?: string }[] = [
  { file: 'a.sql', name: 'one statement an order', says: 'a whole order in one statement', orders: 1 },
  { file: 'b.sql', name: 'saga', says: 'the same as a saga of six transactions', orders: 1 },
  {
    file: 'b_lastsync.sql',
    name: 'saga, last commit synchronous',
    says: 'only the confirmation waits for the disk',
    orders: 1,
    options: '-c synchronous_commit=off',
  },
  {
    file: 'c_hot.sql',
    name: 'one hot SKU',
    says: 'one statement an order, one SKU in all of them',
    orders: 1,
  },
  {
    file: 'c_batch.sql',
    name: 'batches, one hot SKU',
    says: '50 orders a statement',
    orders: ORDERS_PER_BATCH,
  },
  {
    file: 'c_batchrand.sql',
    name: 'batches',
    says: '50 orders a statement, random SKUs',
    orders: ORDERS_PER_BATCH,
  },
]

/** Debian keeps it out of the PATH. The newest first; it talks to servers newer than itself. */
const PLACES = ['18', '17', '16', '15', '14'].map((major) => `/usr/lib/postgresql/${major}/bin/pgbench`)

export function findPgbench(path = process.env['PATH'] ?? ''): string | undefined {
  return [...path.split(':').map((folder) => `${folder}/pgbench`), ...PLACES].find((place) =>
    existsSync(place),
  )
}

/** Measures each line in a database of its own, which is gone afterwards. */
export async function measureLimitLines(
  adminUrl: string,
  { pgbench, seconds, runs }: { pgbench: string; seconds: number; runs: number },
  report: (line: string) => void,
): Promise<LimitLine[]> {
  const database = `rialto_limit_line_${process.pid}`
  const url = new URL(adminUrl)
  await query(adminUrl, `create database ${database}`)
  url.pathname = `/${database}`
  try {
    const lines: LimitLine[] = []
    for (const { file, name, says, orders, options } of LINES) {
      const rates: number[] = []
      for (let run = 1; run <= runs; run += 1) {
        await query(
          url.href,
          ...statements('schema.sql'),
          readFileSync(new URL('batch_fn.sql', FOLDER), 'utf8'),
        )
        rates.push(
          orders * (await runPgbench(pgbench, url, fileURLToPath(new URL(file, FOLDER)), seconds, options)),
        )
        report(`limit line, ${name}: ${Math.round(rates.at(-1) as number)} orders/s (${run} of ${runs})`)
      }
      lines.push({ name, says, ordersPerSecond: median(rates) })
    }
    return lines
  } finally {
    await query(adminUrl, `drop database ${database} with (force)`)
  }
}

/** One at a time: some of them, like VACUUM, run in no transaction. */
function statements(file: string): string[] {
  return readFileSync(new URL(file, FOLDER), 'utf8')
    .split(/;\s*\n|;\s*$/)
    .filter((text) => text.trim() !== '')
}

async function query(url: string, ...texts: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const text of texts) await client.query(text)
  } finally {
    await client.end()
  }
}

/** Transactions a second, without the time it takes to connect. */
async function runPgbench(
  program: string,
  url: URL,
  script: string,
  seconds: number,
  options?: string,
): Promise<number> {
  const args = [
    '-n',
    '-M',
    'prepared',
    '-j',
    String(THREADS),
    '-c',
    String(CLIENTS),
    '-T',
    String(seconds),
    '-f',
    script,
  ]
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: seconds * 1000 + GRACE_MS,
    env: {
      PGHOST: url.searchParams.get('host') ?? url.hostname,
      PGPORT: url.port,
      PGUSER: decodeURIComponent(url.username),
      PGPASSWORD: decodeURIComponent(url.password),
      PGDATABASE: url.pathname.slice(1),
      ...(options === undefined ? {} : { PGOPTIONS: options }),
    },
  })
  let out = ''
  let complaints = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const rate = /^tps = ([\d.]+)/m.exec(out)?.[1]
  if (code !== 0 || rate === undefined)
    throw new Error(`pgbench ended with ${code}: ${complaints.slice(-500)}`)
  return Number(rate)
}
