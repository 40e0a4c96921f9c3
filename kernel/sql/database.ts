/**
 * One service's database: statements in sight, named so that they are planned once, and
 * transactions whose first statement travels with their BEGIN.
 *
 * `relaxed` commits without waiting for the disk. It is for steps before an answer whose loss a later
 * durable commit in the same cluster would also undo: replay is in commit order, so a confirmation
 * that reached the disk drags every earlier commit there with it. Where services do not share a
 * cluster it is the durable pool again (docs/decisions/0004-commits.md).
 */
import pg from 'pg'
import { Problem } from '../contract/problem.ts'
import { statement, type Statement } from './statement.ts'

export type Sql = {
  /** Runs one statement and gives its rows. Numbers of type int8 and numeric come as safe integers or throw. */
  rows<T>(strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<T[]>
}

export type Tx = Sql & {
  /** Runs after the commit, never after a rollback: to wake a relay, not to do work. */
  afterCommit(run: () => void): void
}

export type Database = Sql & {
  readonly relaxed: Sql & { transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> }
  /** All or nothing. A failed commit throws, also when PostgreSQL answers COMMIT with ROLLBACK. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Connections in use, idle and waited for: for the gauges. */
  load(): { readonly total: number; readonly idle: number; readonly waiting: number }
  close(): Promise<void>
}

export type DatabaseOptions = {
  readonly url: string
  readonly connectionsMax?: number
  /** Whether all services share one cluster, so that early steps may commit relaxed. */
  readonly sharedCluster?: boolean
  /** Told of errors on idle connections, which the pool replaces by itself. */
  readonly onError?: (error: Error) => void
}

const CONNECTIONS_MAX = 6
const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 15_000
const IDLE_TIMEOUT_MS = 60_000

const TYPES = new pg.TypeOverrides()
for (const oid of [20, 1700]) TYPES.setTypeParser(oid, safeInteger)

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a safe integer`)
  return value
}

export function openDatabase(options: DatabaseOptions): Database {
  const durable = openPool(options, 'on')
  const relaxed = options.sharedCluster ? openPool(options, 'off') : durable
  return {
    ...poolSql(durable),
    relaxed: poolSql(relaxed),
    load: () => ({
      total: durable.totalCount + (relaxed === durable ? 0 : relaxed.totalCount),
      idle: durable.idleCount + (relaxed === durable ? 0 : relaxed.idleCount),
      waiting: durable.waitingCount + (relaxed === durable ? 0 : relaxed.waitingCount),
    }),
    close: async () => {
      await Promise.all(relaxed === durable ? [durable.end()] : [durable.end(), relaxed.end()])
    },
  }
}

function openPool(options: DatabaseOptions, synchronousCommit: 'on' | 'off'): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsMax ?? CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    options: `-c synchronous_commit=${synchronousCommit}`,
    pipeline: true,
    types: TYPES,
  } as pg.PoolConfig)
  // Without a listener, a connection that dies while idle would end the process.
  pool.on('error', (error) => options.onError?.(error))
  return pool
}

function poolSql(pool: pg.Pool): Sql & { transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> } {
  return {
    async rows<T>(strings: TemplateStringsArray, ...values: readonly unknown[]) {
      const client = await connect(pool)
      let failure: unknown
      try {
        return (await run(client, statement(strings, values))) as T[]
      } catch (error) {
        failure = error
        throw error
      } finally {
        client.release(isBroken(failure))
      }
    },
    async transaction(work) {
      const client = await connect(pool)
      const after: (() => void)[] = []
      let failure: unknown
      try {
        const begun = client.query('begin')
        // Awaited at the end: the first statement is already on its way behind it.
        begun.catch(() => {})
        const result = await work({
          rows: <T>(strings: TemplateStringsArray, ...values: readonly unknown[]) =>
            run(client, statement(strings, values)) as Promise<T[]>,
          afterCommit: (effect) => after.push(effect),
        })
        await begun
        const commit = await client.query('commit')
        if (commit.command !== 'COMMIT') throw new Error(`the commit answered ${commit.command}`)
        for (const effect of after) effect()
        return result
      } catch (error) {
        failure = error
        if (!isBroken(error)) await client.query('rollback').catch((lost: unknown) => (failure = lost))
        throw translated(error)
      } finally {
        client.release(isBroken(failure))
      }
    },
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw unavailable(error)
  }
}

async function run(client: pg.PoolClient, { text, name, values }: Statement): Promise<unknown[]> {
  try {
    return (await client.query({ text, name, values: values as unknown[] })).rows as unknown[]
  } catch (error) {
    throw translated(error)
  }
}

/** A lost database, a full disk or a timeout is not the caller's fault and not for ever: 503, ask again. */
function translated(error: unknown): unknown {
  return isOutage(error) ? unavailable(error) : error
}

function unavailable(cause: unknown): Problem {
  const problem = new Problem('unavailable', {
    detail: 'The database does not answer just now; nothing was changed that was not acknowledged.',
    headers: { 'retry-after': '1' },
  })
  problem.cause = cause
  return problem
}

/** SQLSTATE classes: 08 connection, 53 resources (disk full, too many connections), 57 operator intervention. */
function isOutage(error: unknown): boolean {
  const code = sqlState(error)
  if (code !== undefined) return /^(08|53|57P|57014|58)/.test(code) || /^E[A-Z]+$/.test(code)
  return isBroken(error)
}

/** True when the connection may not go back to the pool. */
function isBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof Problem) return error.cause !== undefined && isBroken(error.cause)
  const code = sqlState(error)
  if (code !== undefined) return /^(08|57P)/.test(code) || /^E[A-Z]+$/.test(code)
  return /connection|terminated|not queryable|timeout/i.test(error.message)
}

/** The five-character SQLSTATE of a PostgreSQL error (or the errno name of a socket error). */
export function sqlState(error: unknown): string | undefined {
  if (error instanceof Problem) return sqlState(error.cause)
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

export const UNIQUE_VIOLATION = '23505'
