/**
 * One service's database: statements in sight, named so that they are planned once, and
 * transactions whose first statement travels with their BEGIN.
 *
 * `relaxed` commits without waiting for the disk. It is for steps before an answer whose loss a later
 * durable commit in the same cluster would also undo: replay is in commit order, so a confirmation
 * that reached the disk drags every earlier commit there with it. Where services do not share a
 * cluster it is the durable pool again (docs/decisions/0004-commits.md).
 */
import type { Socket } from 'node:net'
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

/** Two pools of eighteen services, and no more than PostgreSQL is set up for. */
const CONNECTIONS_MAX = 4
/** Also how long a caller waits for a connection of a busy pool. */
const CONNECT_TIMEOUT_MS = 4_000
const STATEMENT_TIMEOUT_MS = 8_000
/** Longer than the statement's: only a server that fell silent, or the network, reaches it. */
const ANSWER_TIMEOUT_MS = 10_000
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000
/** A connection that nobody needs costs PostgreSQL some 5 MB. */
const IDLE_TIMEOUT_MS = 10_000
const DEADLOCK_TRIES_MAX = 3

const { INT8, NUMERIC } = pg.types.builtins
const INT8_ARRAY = 1016
const NUMERIC_ARRAY = 1231
const TYPES = new pg.TypeOverrides()
for (const oid of [INT8, NUMERIC]) TYPES.setTypeParser(oid, safeInteger)
for (const oid of [INT8_ARRAY, NUMERIC_ARRAY]) TYPES.setTypeParser(oid, safeIntegers)

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a safe integer`)
  return value
}

// The typings name no array types.
const textsOf = pg.types.getTypeParser(INT8_ARRAY as never) as (text: string) => unknown

function safeIntegers(text: string): unknown {
  const checked = (value: unknown): unknown => {
    if (Array.isArray(value)) return (value as unknown[]).map(checked)
    return value === null ? null : safeInteger(value as string)
  }
  return checked(textsOf(text))
}

export function openDatabase(options: DatabaseOptions): Database {
  const durable = openPool(options, 'on')
  const relaxed = options.sharedCluster ? openPool(options, 'off') : durable
  const pools = [...new Set([durable, relaxed])]
  const sum = (count: (pool: pg.Pool) => number) => pools.reduce((total, pool) => total + count(pool), 0)
  return {
    ...poolSql(durable),
    relaxed: poolSql(relaxed),
    load: () => ({
      total: sum((pool) => pool.totalCount),
      idle: sum((pool) => pool.idleCount),
      waiting: sum((pool) => pool.waitingCount),
    }),
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()))
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
    query_timeout: ANSWER_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    options: `-c synchronous_commit=${synchronousCommit}`,
    pipeline: true,
    types: TYPES,
  })
  // Without listeners, a connection that dies would end the process: the pool listens while one is idle,
  // and nobody does while it is lent out; whoever has it then hears of its death from the next statement.
  pool.on('error', (error) => options.onError?.(error))
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** A connection that is lent out. `spoilt`: it may not go back to the pool; `over`: it has gone back. */
type Loan = { readonly client: pg.PoolClient; spoilt: boolean; over: boolean }

function poolSql(pool: pg.Pool): Sql & { transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> } {
  return {
    rows: async <T>(strings: TemplateStringsArray, ...values: readonly unknown[]) => {
      const asked = statement(strings, values)
      for (let tries = 1; ; tries += 1) {
        try {
          return await lend(pool, (loan) => rows<T>(loan, asked))
        } catch (error) {
          // What a deadlock ended has changed nothing, and the others are through by now.
          if (sqlState(error) !== DEADLOCK_DETECTED || tries === DEADLOCK_TRIES_MAX) throw error
        }
      }
    },
    transaction: async (work) => {
      const effects: (() => void)[] = []
      const result = await lend(pool, (loan) => transact(loan, work, effects))
      for (const effect of effects) effect()
      return result
    },
  }
}

async function lend<T>(pool: pg.Pool, work: (loan: Loan) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => Promise.reject(unavailable(error)))
  const loan = { client, spoilt: false, over: false }
  try {
    return await work(loan)
  } finally {
    loan.over = true
    client.release(loan.spoilt)
  }
}

async function transact<T>(loan: Loan, work: (tx: Tx) => Promise<T>, effects: (() => void)[]): Promise<T> {
  inOneWrite(loan)
  const begun = ask(loan, 'begin')
  // Awaited after the work: the first statement is already on its way behind it.
  begun.catch(() => {})
  let result: T
  try {
    result = await work({
      rows: <R>(strings: TemplateStringsArray, ...values: readonly unknown[]) =>
        rows<R>(loan, statement(strings, values)),
      afterCommit: (effect) => effects.push(effect),
    })
    await begun
  } catch (error) {
    // Where this fails, the connection is spoilt, and its end rolls back.
    if (!loan.spoilt) await ask(loan, 'rollback').catch(() => {})
    throw error
  }
  const { command } = await ask(loan, 'commit')
  if (command !== 'COMMIT')
    throw new Error(`the commit answered ${command}: a statement failed and nobody looked`)
  return result
}

/**
 * What is asked in this turn leaves in one write: a write wakes the other side, and costs as much as a
 * hundred lines of JavaScript.
 */
function inOneWrite({ client }: Loan): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

async function rows<T>(loan: Loan, { text, name, values }: Statement): Promise<T[]> {
  return (await ask(loan, { text, name, values: [...values] })).rows as T[]
}

async function ask(loan: Loan, query: string | pg.QueryConfig): Promise<pg.QueryResult> {
  if (loan.over) throw new Error('a transaction was used after its end')
  try {
    return await loan.client.query(query)
  } catch (error) {
    loan.spoilt ||= isSpoiling(error)
    throw isOutage(error) ? unavailable(error) : error
  }
}

function unavailable(cause: unknown): Problem {
  const problem = new Problem('unavailable', {
    detail:
      'The database cannot answer just now. Ask again in a moment; with the same Idempotency-Key nothing happens twice.',
    headers: { 'retry-after': '1' },
  })
  problem.cause = cause
  return problem
}

/**
 * Whether the connection may not go back to the pool: the server did not refuse in so many words, or it
 * is about to hang up (08, 57P, 25P03/4), became a replica (25006), or lost the plan of a statement
 * (26000; 0A000 after a migration), which only a new connection makes again.
 */
function isSpoiling(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || /^(08|57P|25P0[34]|25006|26000|0A000)/.test(error.code ?? '')
}

/**
 * A lost connection, a full disk, too many connections, a timeout, a deadlock: not the caller's fault and
 * not for ever, so 503 and ask again. What our own code did wrong with values is neither.
 */
function isOutage(error: unknown): boolean {
  if (error instanceof pg.DatabaseError)
    return /^(08|53|57|58|25P0[34]|25006|40001|40P01|55P03)/.test(error.code ?? '')
  return !(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)
}

/** The five-character SQLSTATE of a PostgreSQL error, also where it became a problem. */
export function sqlState(error: unknown): string | undefined {
  if (error instanceof Problem) return sqlState(error.cause)
  return error instanceof pg.DatabaseError ? error.code : undefined
}

export const UNIQUE_VIOLATION = '23505'
const DEADLOCK_DETECTED = '40P01'
/** Above all by `statement_timeout`. */
export const QUERY_CANCELED = '57014'
