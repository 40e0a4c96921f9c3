import type { notification, NotificationLogEntry } from '@rialto/contracts/notification'
import { permits } from '@rialto/contracts/roles'
import { openLog } from '@rialto/kernel/observe/log'
import { systemPorts } from '@rialto/kernel/ports/system'
import { aService, callAs, heard, openWorld, user, type World } from '@rialto/kernel/testing/world'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { playNeighbours, standingClock, until } from '../played.fixture.ts'
import { notificationService } from '../service.ts'
import { shortageJob } from './shortages.ts'

const MINUTE_MS = 60_000
const ADDRESS = 'stock@shop.test'
/** Jobs come round by the real clock. */
const ROUND_MS_MAX = 20_000

const played = playNeighbours()
let world: World<typeof notification>
let clock: ReturnType<typeof standingClock>
const opened: World<typeof notification>[] = []

beforeEach(async () => {
  clock = standingClock()
  world = await openWorld(notificationService({ shopUrl: 'http://shop.test', stockAddress: ADDRESS }), {
    neighbours: played.neighbours,
    permits,
    ports: { clock },
  })
  opened.push(world)
})
afterAll(async () => {
  for (const each of opened) await each.close()
})

const low = (sku: string, available = 3, id = `inventory-${sku}`) =>
  heard('inventory.low_stock', sku, { sku, available, threshold: 5 }, id)
const admin = user('usr_admin', 'admin')
const log = async (): Promise<NotificationLogEntry[]> => {
  const { body } = await world.as(admin, 'log', { query: { limit: 100 } })
  return (body as { items: NotificationLogEntry[] }).items.toReversed()
}
const subjects = async () => (await log()).map(({ subject }) => subject)
const waiting = async () => {
  const [row] = await world.db.rows<{ count: number }>`select count(*) as count from stock_waiting`
  return row?.count
}
/** What another process would have. */
const needs = () => ({
  ...systemPorts,
  db: world.db,
  clock,
  log: openLog('silent', { write: () => {} }),
  wake: () => {},
  clients: played.clients(),
  outletOf: () => 'delivered_to_inbox' as const,
  onQueued: () => {},
  stockAddress: ADDRESS,
})
/** The mail as the inbox shows it. */
const textOf = async (entry: NotificationLogEntry | undefined) =>
  (await world.client.mail({ body: { id: entry?.id ?? '' } }, callAs(aService))).text

test('the first that runs low is told at once, and a hundred that follow are one mail some minutes later', async () => {
  await world.hear(low('CUP'))
  expect(await subjects()).toEqual(['Only 3 of CUP left'])
  for (let i = 0; i < 100; i += 10)
    await world.hear(
      ...Array.from({ length: 10 }, (_, n) => low(`SKU-${String(i + n).padStart(3, '0')}`, n % 4)),
    )
  expect(await subjects()).toEqual(['Only 3 of CUP left'])
  expect(await waiting()).toBe(100)
  world.host.startJobs()
  clock.pass(5 * MINUTE_MS)
  await until(async () => (await waiting()) === 0, ROUND_MS_MAX)
  expect(await subjects()).toEqual(['Only 3 of CUP left', '100 things run low'])
  const [, list] = await log()
  expect(list).toMatchObject({ kind: 'low_stock_list', to: ADDRESS, status: 'delivered_to_inbox' })
  const text = await textOf(list)
  expect(text).toContain('These are the 50 with the least left.')
  expect(text).toContain('SKU-000: sold out')
  expect(text).toContain('http://shop.test/admin/inventory')
  expect(text).not.toContain('SKU-003: 3 left')
})

test('several that fall at once are one mail at once', async () => {
  await world.hear(low('CUP', 2), low('JUG', 0), low('BOWL', 4))
  expect(await subjects()).toEqual(['3 things run low'])
  const text = await textOf((await log())[0])
  expect(text).toMatch(/JUG: sold out\s+CUP: 2 left\s+BOWL: 4 left/)
})

test('an event that is heard twice is told once, also where it waits', async () => {
  await world.hear(low('CUP'), low('CUP'))
  await world.hear(low('JUG'))
  await world.hear(low('JUG'), low('CUP'))
  expect(await waiting()).toBe(1)
  clock.pass(6 * MINUTE_MS)
  world.host.startJobs()
  await until(async () => (await waiting()) === 0, ROUND_MS_MAX)
  expect(await subjects()).toEqual(['Only 3 of CUP left', 'Only 3 of JUG left'])
})

test('a process that dies while it tells loses nothing, and of several that go on one tells', async () => {
  await world.hear(low('CUP'))
  await world.hear(low('JUG', 1), low('BOWL', 0))
  clock.pass(6 * MINUTE_MS)
  const dying = shortageJob({ ...needs(), outletOf: () => { throw new Error('it died') } }) // prettier-ignore
  await expect(dying.run()).rejects.toThrow('it died')
  expect(await waiting()).toBe(2)
  expect(await subjects()).toEqual(['Only 3 of CUP left'])
  await Promise.all(Array.from({ length: 3 }, () => shortageJob(needs()).run()))
  expect(await waiting()).toBe(0)
  expect(await subjects()).toEqual(['Only 3 of CUP left', '2 things run low'])
})

test('after the minutes are over the next one is told at once again', async () => {
  await world.hear(low('CUP'))
  clock.pass(6 * MINUTE_MS)
  await world.hear(low('CUP', 0, 'inventory-later'))
  expect(await subjects()).toEqual(['Only 3 of CUP left', 'CUP is sold out'])
})
