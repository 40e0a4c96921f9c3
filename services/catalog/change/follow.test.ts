import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '@rialto/kernel/contract/problem'
import { openLog } from '@rialto/kernel/observe/log'
import type { Sql } from '@rialto/kernel/sql/database'
import { openMemory, type Memory } from '../memory/memory.ts'
import { makeProduct, merchandiser, openShop, type Shop } from '../world.fixture.ts'
import { followChanges } from './follow.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

afterAll(async () => {
  await shop.close()
})

/** Another process whose looks happen when the test says so, over a line that the test can cut. */
async function openFollower() {
  const line = { isCut: false }
  const time = { now: 1_000_000 }
  let look: (() => void) | undefined
  const db: Sql = {
    rows: (strings, ...values) => {
      if (line.isCut) return Promise.reject(new Problem('unavailable'))
      return shop.db.rows(strings, ...values)
    },
  }
  const memory = openMemory(db, { now: () => time.now })
  const following = await followChanges({
    db,
    memory,
    clock: { now: () => time.now },
    timers: {
      after: (_ms, run) => {
        look = run
        return () => {}
      },
      sleep: () => Promise.resolve(),
    },
    log: openLog('silent', '/dev/null'),
    writer: 'wrt_follower',
    onNews: () => {},
  })
  return {
    memory,
    line,
    stop: () => following.stop(),
    lookAfter: async (ms: number) => {
      time.now += ms
      const run = look
      look = undefined
      run?.()
      await expect.poll(() => look !== undefined).toBe(true)
    },
  }
}

async function priceIn(memory: Memory, reference: string): Promise<number | undefined> {
  return (await memory.offers.read(reference))?.usual.price
}

test('while the database does not answer, what is in memory goes on being sold; afterwards what changed is seen', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Steady', price: 10 })
  const { memory, line, lookAfter, stop } = await openFollower()
  expect(await priceIn(memory, sku)).toBe(1_000)
  line.isCut = true
  await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 11 } })
  await lookAfter(250)
  await lookAfter(30_000)
  expect(await priceIn(memory, sku)).toBe(1_000)
  line.isCut = false
  await lookAfter(250)
  expect(await priceIn(memory, sku)).toBe(1_100)
  await stop()
})

test('who did not look for longer than changes are kept, believes nothing that they remember', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Sleeper', price: 10 })
  const { memory, lookAfter, stop } = await openFollower()
  expect(await priceIn(memory, sku)).toBe(1_000)
  await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 12 } })
  await shop.db.rows`delete from catalog_change`
  await lookAfter(61_000)
  expect(await priceIn(memory, sku)).toBe(1_200)
  await stop()
})

test('a change that commits late is seen when it commits, and only then', async () => {
  const { id, sku } = await makeProduct(shop, { name: 'Late', price: 10 })
  const { memory, lookAfter, stop } = await openFollower()
  expect(await priceIn(memory, sku)).toBe(1_000)
  await shop.db.transaction(async (tx) => {
    await tx.rows`update product set price = 1300 where id = ${id}`
    await tx.rows`insert into catalog_change (writer, kind, keys) values ('wrt_other', 'product', ${[id]}::text[])`
    await makeProduct(shop, { name: 'In between', price: 1 })
    await lookAfter(250)
    expect(await priceIn(memory, sku)).toBe(1_000)
  })
  await lookAfter(250)
  expect(await priceIn(memory, sku)).toBe(1_300)
  await stop()
})
