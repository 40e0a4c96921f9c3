import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabases, type TestDatabases } from '../testing/database.ts'
import { openDatabase, type Database } from './database.ts'
import { endLease, holdLease } from './lease.ts'

let databases: TestDatabases
let db: Database

beforeAll(async () => {
  databases = await testDatabases(['shop'])
  db = openDatabase({ url: databases.urls.get('shop') as string })
})

afterAll(async () => {
  await db.close()
  await databases.drop()
})

test('of many who ask at once one gets the lease, and keeps it by asking again', async () => {
  const holders = Array.from({ length: 10 }, (_, i) => `process ${i}`)
  const held = await Promise.all(holders.map((holder) => holdLease(db, 'many', holder, 60_000)))
  expect(held.filter(Boolean)).toHaveLength(1)
  const winner = holders[held.indexOf(true)] ?? ''
  expect(await holdLease(db, 'many', winner, 60_000)).toBe(true)
  expect(await Promise.all(holders.map((holder) => holdLease(db, 'many', holder, 60_000)))).toEqual(held)
})

test('a lease that ran out or was given back is free; nobody gives back another’s', async () => {
  expect(await holdLease(db, 'one', 'a', 1)).toBe(true)
  await expect.poll(() => holdLease(db, 'one', 'b', 60_000)).toBe(true)
  await endLease(db, 'one', 'a')
  expect(await holdLease(db, 'one', 'a', 60_000)).toBe(false)
  await endLease(db, 'one', 'b')
  expect(await holdLease(db, 'one', 'a', 60_000)).toBe(true)
})

test('leases of different names have nothing to do with each other', async () => {
  expect(await Promise.all(['x', 'y'].map((name) => holdLease(db, name, name, 60_000)))).toEqual([true, true])
})
