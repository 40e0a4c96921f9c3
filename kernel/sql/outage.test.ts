import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabases, type TestDatabases } from '../testing/database.ts'
import { openDatabase, sqlState, type Database } from './database.ts'

const unavailable = expect.objectContaining({ code: 'unavailable' })

let databases: TestDatabases
let url: string
let db: Database
/** A way in beside the pools, to look and to kill. */
let admin: pg.Client

beforeAll(async () => {
  databases = await testDatabases(['shop'])
  url = databases.urls.get('shop') as string
  db = openDatabase({ url, sharedCluster: true, connectionsMax: 3 })
  admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query('create table thing (id integer primary key, name text not null, check (id > 0))')
})

beforeEach(async () => {
  await admin.query('truncate thing')
})

afterAll(async () => {
  await db.close()
  await admin.end()
  await databases.drop()
})

const pidOf = async (sql: Pick<Database, 'rows'>) =>
  (await sql.rows<{ pid: number }>`select pg_backend_pid() as pid`)[0]?.pid

async function killThose(which: string): Promise<number> {
  const { rowCount } = await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() and ${which}`,
  )
  return rowCount ?? 0
}

test('a backend that is killed gives “unavailable”, idle, working or between two statements, and the next call works', async () => {
  const pid = await pidOf(db)
  await admin.query('select pg_terminate_backend($1)', [pid])
  await expect.poll(() => db.rows`select 1 as n`.catch(() => undefined)).toEqual([{ n: 1 }])

  const working = expect(db.rows`select pg_backend_pid(), pg_sleep(20)`).rejects.toEqual(unavailable)
  await expect.poll(() => killThose(`query like '%pg_sleep(20)%'`)).toBe(1)
  await working
  expect(await db.rows`select 1 as n`).toEqual([{ n: 1 }])

  const between = db.transaction(async (tx) => {
    await tx.rows`insert into thing values (1, 'undone')`
    await admin.query('select pg_terminate_backend($1)', [await pidOf(tx)])
    await expect.poll(() => killThose(`state = 'idle in transaction'`)).toBe(0)
    await tx.rows`insert into thing values (2, 'undone')`
  })
  await expect(between).rejects.toEqual(unavailable)
  expect(await db.rows`select id from thing`).toEqual([])
  expect(await db.transaction((tx) => tx.rows`select 1 as n`)).toEqual([{ n: 1 }])
})

test('a thousand failures of every kind leak no connection', async () => {
  const small = openDatabase({ url, connectionsMax: 2 })
  const failing = [
    () => small.rows`select 1 / 0`,
    () => small.rows`select no_such_column`,
    () => small.transaction((tx) => tx.rows`insert into thing values (${-1}, 'x')`),
    () => small.transaction(() => Promise.reject(new Error('no'))),
    () => small.rows`select ${{ huge: 1n }}::text`,
  ]
  const outcomes = await Promise.allSettled(
    Array.from({ length: 1000 }, (_, i) => failing[i % failing.length]?.() ?? Promise.resolve()),
  )
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
  expect(await small.rows`select 1 as n`).toEqual([{ n: 1 }])
  const { total, idle, waiting } = small.load()
  expect({ leaked: total - idle, waiting }).toEqual({ leaked: 0, waiting: 0 })
  expect(total).toBeLessThanOrEqual(2)
  await small.close()
})

test('a statement, a forgotten transaction and a silent server are each cut off', async () => {
  const [limits] = await db.rows`
    select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`
  expect(limits).toEqual({ statement: '8s', idle: '10s' })
  const cut = db.transaction(async (tx) => {
    await tx.rows`set local statement_timeout = 10`
    await tx.rows`select pg_sleep(5)`
  })
  await expect(cut).rejects.toEqual(unavailable)
  const forgotten = db.transaction(async (tx) => {
    await tx.rows`set local idle_in_transaction_session_timeout = 10`
    await expect.poll(() => killThose(`state like 'idle in transaction%'`)).toBe(0)
    await tx.rows`select 1`
  })
  await expect(forgotten).rejects.toEqual(unavailable)
  expect(await db.rows`select 1 as n`).toEqual([{ n: 1 }])
})

test('a deadlock asks to be tried again instead of looking like a bug', async () => {
  await admin.query(`insert into thing values (1, 'a'), (2, 'b')`)
  const bothLocked = Promise.withResolvers<void>()
  let locked = 0
  const cross = (first: number, second: number) =>
    db.transaction(async (tx) => {
      await tx.rows`update thing set name = name || 'x' where id = ${first}`
      if (++locked === 2) bothLocked.resolve()
      await bothLocked.promise
      await tx.rows`update thing set name = name || 'x' where id = ${second}`
    })
  const outcomes = await Promise.allSettled([cross(1, 2), cross(2, 1)])
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused.map(({ reason }) => reason as unknown)).toEqual([unavailable])
  expect(sqlState(refused[0]?.reason)).toBe('40P01')
})

test('a database that is not there is unavailable, not a crash', async () => {
  const nowhere = openDatabase({ url: 'postgres://nobody:x@127.0.0.1:1/none' })
  await expect(nowhere.rows`select 1`).rejects.toEqual(unavailable)
  await expect(nowhere.transaction((tx) => tx.rows`select 1`)).rejects.toEqual(unavailable)
  await nowhere.close()
})
