import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Problem } from '../contract/problem.ts'
import { testDatabases, type TestDatabases } from '../testing/database.ts'
import { openDatabase, sqlState, UNIQUE_VIOLATION, type Database } from './database.ts'

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

async function names(): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>('select name from thing order by id')
  return rows.map(({ name }) => name)
}

test('values travel beside the statement, whatever they hold', async () => {
  for (const value of [
    "'; drop table thing; --",
    '$1',
    'a\u0001b',
    '{"a":[1]}',
    '{x,NULL,"y"}',
    '',
    'Zoë 😀',
    '\\',
  ]) {
    const [row] = await db.rows<{
      one: string
      many: string[]
    }>`select ${value}::text as one, ${[value, value]}::text[] as many`
    expect(row).toEqual({ one: value, many: [value, value] })
  }
})

test('whole numbers come as safe integers or not at all, alone and in arrays', async () => {
  const [row] = await db.rows`
    select 9007199254740991::bigint as a, sum(n)::numeric as b, array_agg(n order by n) as c, array[1.0, null]::numeric[] as d,
           '{}'::bigint[] as e from (values (1::bigint), (2), (null)) v (n)`
  expect(row).toEqual({ a: 9007199254740991, b: 3, c: [1, 2, null], d: [1, null], e: [] })
  await expect(db.rows`select 9007199254740992::bigint`).rejects.toThrow(RangeError)
  await expect(db.rows`select array[9007199254740992::bigint]`).rejects.toThrow(RangeError)
  await expect(db.rows`select 0.5::numeric`).rejects.toThrow(RangeError)
  expect(await db.rows`select 1 as fine`).toEqual([{ fine: 1 }])
})

test('a transaction is all or nothing, and hands on what the work throws', async () => {
  await db.transaction(async (tx) => {
    await tx.rows`insert into thing values (1, 'kept')`
    await tx.rows`insert into thing values (2, 'too')`
  })
  const refusal = new Problem('out_of_stock')
  const undone = db.transaction(async (tx) => {
    await tx.rows`insert into thing values (3, 'undone')`
    throw refusal
  })
  await expect(undone).rejects.toBe(refusal)
  const broken = db.transaction(async (tx) => {
    await tx.rows`insert into thing values (4, 'undone')`
    await tx.rows`insert into thing values (1, 'twice')`
  })
  const error: unknown = await broken.catch((thrown: unknown) => thrown)
  expect(sqlState(error)).toBe(UNIQUE_VIOLATION)
  expect(await names()).toEqual(['kept', 'too'])
})

test('a commit that PostgreSQL turns into a rollback is a failure, not a success', async () => {
  const swallowed = db.transaction(async (tx) => {
    await tx.rows`insert into thing values (1, 'lost')`
    await tx.rows`select 1 / 0`.catch(() => {})
  })
  await expect(swallowed).rejects.toThrow(/ROLLBACK/)
  expect(await names()).toEqual([])
})

test('a constraint that waits for the commit is reported by the commit, and the connection stays good', async () => {
  await admin.query('create table late (id integer, unique (id) deferrable initially deferred)')
  const failure: unknown = await db
    .transaction((tx) => tx.rows`insert into late values (1), (1)`)
    .catch((thrown: unknown) => thrown)
  expect(sqlState(failure)).toBe(UNIQUE_VIOLATION)
  expect(await db.rows`select count(*) as n from late`).toEqual([{ n: 0 }])
})

test('effects come after the commit, and never after a rollback', async () => {
  const seen: string[] = []
  await db.transaction(async (tx) => {
    tx.afterCommit(() => seen.push('woken'))
    await tx.rows`insert into thing values (1, 'a')`
    expect(seen).toEqual([])
  })
  expect(seen).toEqual(['woken'])
  await expect(
    db.transaction(async (tx) => {
      tx.afterCommit(() => seen.push('never'))
      await tx.rows`insert into thing values (1, 'a')`
    }),
  ).rejects.toThrow()
  const clumsy = db.transaction(async (tx) => {
    tx.afterCommit(() => {
      throw new Error('clumsy')
    })
    await tx.rows`insert into thing values (2, 'b')`
  })
  await expect(clumsy).rejects.toThrow('clumsy')
  expect(seen).toEqual(['woken'])
  expect(await names()).toEqual(['a', 'b'])
})

test('statements that travel together fail together, and the next user of the connection notices nothing', async () => {
  const one = openDatabase({ url, connectionsMax: 1 })
  for (let round = 0; round < 50; round += 1) {
    const together = one.transaction((tx) =>
      Promise.all([
        tx.rows`insert into thing values (1, 'a')`,
        tx.rows`insert into thing values (${-1}, 'refused')`,
        tx.rows`insert into thing values (2, 'b')`,
        tx.rows`insert into thing values (2, 'b')`,
      ]),
    )
    const next = one.rows`select count(*) as n from thing`
    const after = one.transaction((tx) => tx.rows`select count(*) as n from thing`)
    await expect(together).rejects.toThrow(/violates check constraint/)
    expect(await next).toEqual([{ n: 0 }])
    expect(await after).toEqual([{ n: 0 }])
  }
  expect(one.load()).toEqual({ total: 1, idle: 1, waiting: 0 })
  await one.close()
})

test('a transaction that fails before its begin is answered rolls back all the same', async () => {
  const one = openDatabase({ url, connectionsMax: 1 })
  const failed = one.transaction(() => Promise.reject(new Error('at once')))
  const next = one.rows`insert into thing values (1, 'outside')`
  await expect(failed).rejects.toThrow('at once')
  await next
  expect(await names()).toEqual(['outside'])
  await one.close()
})

test('a transaction cannot be used after its end', async () => {
  const escaped = await db.transaction(async (tx) => {
    await tx.rows`select 1`
    return tx
  })
  await expect(escaped.rows`insert into thing values (1, 'stray')`).rejects.toThrow(/after its end/)
  expect(await names()).toEqual([])
})

function circle(): unknown {
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  return circular
}

test('a value that cannot be sent harms nobody else, and its statement works the next time', async () => {
  const one = openDatabase({ url, connectionsMax: 1 })
  const circular = circle()
  const say = (value: unknown) => one.rows`select ${value}::text as said`
  for (let round = 0; round < 3; round += 1) {
    await expect(say(circular)).rejects.toThrow(TypeError)
    await expect(one.transaction((tx) => tx.rows`select ${circular}::text as said`)).rejects.toThrow(
      TypeError,
    )
    expect(await say('x')).toEqual([{ said: 'x' }])
  }
  await expect(say('a\u0000b')).rejects.toMatchObject({ code: '22021' })
  expect(await say('y')).toEqual([{ said: 'y' }])
  await one.close()
})

test('a statement planned before a migration heals after one failure', async () => {
  const one = openDatabase({ url, connectionsMax: 1 })
  await admin.query('create table changing (a integer)')
  const read = () => one.rows`select * from changing`
  await read()
  await admin.query('alter table changing add column b integer')
  await read().catch(() => {})
  expect(await read()).toEqual([])
  await one.close()
})

test('relaxed commits do not wait for the disk where the cluster is shared, and do where it is not', async () => {
  const setting = async (sql: Pick<Database, 'rows'>) =>
    (await sql.rows<{ s: string }>`select current_setting('synchronous_commit') as s`)[0]?.s
  expect(await setting(db)).toBe('on')
  expect(await setting(db.relaxed)).toBe('off')
  const apart = openDatabase({ url })
  expect(await setting(apart.relaxed)).toBe('on')
  await apart.close()
})

test('an error of our own inside a transaction keeps its face, whatever its words', async () => {
  const error = new Error('the connection to the printer was terminated: timeout')
  const [before] = await db.rows<{ n: number }>`select pg_backend_pid() as n`
  await expect(db.transaction(() => Promise.reject(error))).rejects.toBe(error)
  const [after] = await db.rows<{ n: number }>`select pg_backend_pid() as n`
  expect(after).toEqual(before)
})

test('two statements that wait for each other are both done in the end', async () => {
  await db.rows`insert into thing (id, name) select n, 'a' from generate_series(1, 2) n`
  // A pause between the first row and the other: whoever began has its first row by then.
  const both = (first: number, second: number) => db.rows`
    with one as (update thing set name = name || 'b' where id = ${first} returning id),
    pause as (select pg_sleep(0.3) from one)
    update thing set name = name || 'c' where id = ${second} and exists (select from pause)`
  await Promise.all([both(1, 2), both(2, 1)])
  expect((await names()).map((name) => [...name].toSorted().join(''))).toEqual(['abc', 'abc'])
})
