/** Two processes on one set of databases: they share the work, and whoever falls asleep finds it done. */
import { systemPorts } from '@rialto/kernel/ports/system'
import { user } from '@rialto/kernel/testing/world'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { brokenPromises } from './judged.fixture.ts'
import { openShop, until, type Process, type Shop } from './shop.fixture.ts'

const AT_REST_WITHIN_MS = 20_000
const LATER = 'later'
const VISA = { payment: { token: 'tok_visa' } }

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.close())

const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id
const items = (sku: string, quantity = 1) => [{ productId: sku, quantity }]
const atRest = () =>
  until(
    () => shop.unfinished(),
    (rows) => rows.length === 0,
    AT_REST_WITHIN_MS,
  )
const becomes = (id: string, status: string) =>
  until(
    () => shop.statusOf(id),
    (now) => now === status,
    AT_REST_WITHIN_MS,
  )
const captures = () => shop.look('sandbox').rows`select key from charge where outcome = 'captured'`

/** A process whose bank answers when it is let go. */
async function withHeldBank() {
  const gate = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const process = await shop.start({
    wrap: (bank) => ({
      ...bank,
      charge: async (request) => {
        asked.resolve()
        await gate.promise
        return bank.charge(request)
      },
    }),
  })
  return { process, asked: asked.promise, letGo: gate.resolve }
}

test('a process that falls asleep in the middle of an order finds it finished, and does nothing a second time', async () => {
  const { process: sleeper, asked, letGo } = await withHeldBank()
  const sku = await shop.newSku(5)
  const placing = sleeper.place({ items: items(sku), ...VISA })
  await asked
  sleeper.stall()
  const other = await shop.start()
  const [row] = await shop.look('order').rows<{ id: string }>`select id from orders`
  await becomes(row?.id ?? '', 'confirmed')
  letGo()
  const answer = await placing
  expect([answer.status, answer.body]).toMatchObject([201, { id: row?.id, status: 'confirmed' }])
  expect(await captures()).toHaveLength(1)
  expect((await other.inventory.level({ params: { sku } }, call())).onHand).toBeGreaterThanOrEqual(4)
  await atRest()
  expect(await brokenPromises(shop)).toEqual([])
})

test('a payment that was asleep while its order was cancelled by others takes no money in the end', async () => {
  const { process: sleeper, asked, letGo } = await withHeldBank()
  const sku = await shop.newSku(5)
  const id = idOf(await sleeper.place({ items: items(sku) }))
  const paying = sleeper.pay({ orderId: id, token: 'tok_visa' })
  await asked
  sleeper.stall()
  const other = await shop.start()
  // While it sleeps its hold ends, so that whoever takes over has nothing to sell.
  await other.inventory.giveBack({ body: { orderId: id } }, call())
  await becomes(id, 'cancelled')
  await atRest()
  letGo()
  await paying.catch(() => {})
  const kept = await shop.look('sandbox').rows`
    select key from charge where outcome = 'captured'
       and amount > coalesce((select sum(amount) from refund where charge_key = charge.key), 0)`
  expect(kept).toEqual([])
  expect(await brokenPromises(shop)).toEqual([])
})

test('a hundred pieces are sold a hundred times by two processes, whoever is asked', async () => {
  const both = [await shop.start(), await shop.start()] as const
  const sku = await shop.newSku(100)
  const answers = await Promise.all(
    Array.from({ length: 240 }, (_, i) => both[i % 2 === 0 ? 0 : 1].place({ items: items(sku), ...VISA })),
  )
  await atRest()
  const ended = await shop.look('order').rows<{ id: string; status: string }>`select id, status from orders`
  const confirmed = new Set(ended.filter(({ status }) => status === 'confirmed').map(({ id }) => id))
  expect([confirmed.size, ended.length]).toEqual([100, 240])
  for (const answer of answers) {
    if (answer.status === 201) expect(confirmed).toContain(idOf(answer))
    // Those that were late were told as pending.
    else expect([202, 409]).toContain(answer.status)
  }
  expect(await captures()).toHaveLength(100)
  expect(await brokenPromises(shop)).toEqual([])
})

test('one key at two processes at once is one order', async () => {
  const both = [await shop.start(), await shop.start()] as const
  const sku = await shop.newSku(1_000)
  for (let round = 0; round < 5; round += 1) {
    // Many keys at once, in another order at each of the two.
    const keys = Array.from({ length: 20 }, () => systemPorts.ids.next('key'))
    // A machine that is busy elsewhere makes an order late: it is told as pending, and at rest later on.
    const ask = (process: Process, key: string) =>
      process.place({ items: items(sku), ...VISA }, { idempotencyKey: key, bodyHash: 'a' }).then(
        ({ status, text }) => (status === 202 ? LATER : text),
        (error: { code: string }) => (error.code === 'request_in_progress' ? LATER : error.code),
      )
    const answers = await Promise.all([
      ...keys.map((key) => ask(both[0], key)),
      ...keys.toReversed().map((key) => ask(both[1], key)),
    ])
    for (const [i, key] of keys.entries()) {
      const [one, other] = [answers[i], answers[2 * keys.length - 1 - i]]
      const atLast = await until(
        () => ask(both[1], key),
        (answer) => answer !== LATER,
        AT_REST_WITHIN_MS,
      )
      expect(JSON.parse(atLast), key).toMatchObject({ status: 'confirmed' })
      expect([LATER, atLast], key).toContain(one)
      expect([LATER, atLast], key).toContain(other)
    }
  }
  const orders = await shop.look('order').rows`select from orders`
  expect(orders.length).toBe(100)
})

test('an order that is cancelled at one process and shipped at the other is one of the two', async () => {
  const both = [await shop.start(), await shop.start()] as const
  const sku = await shop.newSku(100)
  const packer = user('usr_packer', 'fulfilment')
  const { ship } = both[1].platform.endpointsOf('order')
  for (let i = 0; i < 15; i += 1) {
    const id = idOf(await both[0].place({ items: items(sku), ...VISA }))
    const [cancelled, shipped] = await Promise.allSettled([
      both[0].cancel(id),
      ship?.({ params: { id }, body: {} }, { ...call(), caller: packer }),
    ])
    expect([cancelled.status, shipped.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await shop.statusOf(id)).toBe(cancelled.status === 'fulfilled' ? 'cancelled' : 'shipped')
  }
  await atRest()
  expect(await brokenPromises(shop)).toEqual([])
})

function call() {
  return {
    caller: { kind: 'service', name: 'test' } as const,
    requestId: systemPorts.ids.next('req'),
    deadline: systemPorts.clock.now() + 10_000,
  }
}
