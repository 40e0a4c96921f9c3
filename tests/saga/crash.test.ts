/**
 * A process dies at every step that it takes between services: before the request arrives, or after it was
 * done and before anybody heard of it. Another one takes over, and everything comes to rest as if nothing
 * had happened, or as if it had never begun.
 */
import { systemPorts } from '@rialto/kernel/ports/system'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenPromises } from './judged.fixture.ts'
import { openShop, PRICE, until, type Process, type Shop } from './shop.fixture.ts'

const AT_REST_WITHIN_MS = 20_000
const FIRST_STOCK = 10

type Loss = 'request_lost' | 'answer_lost'
type Way = {
  readonly what: string
  /** What stands before the crash, undisturbed. */
  readonly prepare?: (process: Process, sku: string) => Promise<string>
  readonly act: (process: Process, sku: string, id: string) => Promise<unknown>
  /** The steps between services, in order, at each of which it dies. */
  readonly steps: readonly string[]
  readonly ends: string
  /** What the bank took and kept of it. */
  readonly keeps: number
}

const items = (sku: string, quantity = 2) => [{ productId: sku, quantity }]
const waiting = async (process: Process, sku: string) => idOf(await process.place({ items: items(sku) }))
const paid = async (process: Process, sku: string) =>
  idOf(await process.place({ items: items(sku), payment: { token: 'tok_visa' } }))
const place = (token: string) => (process: Process, sku: string) =>
  process.place({ items: items(sku), payment: { token } })
const pay = (token: string) => (process: Process, _sku: string, orderId: string) =>
  process.pay({ orderId, token })
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id

const WAYS: readonly Way[] = [
  {
    what: 'placing an order with a good card',
    act: place('tok_visa'),
    steps: ['inventory.hold', 'payment.charge'],
    ends: 'confirmed',
    keeps: 1,
  },
  {
    what: 'placing an order with a refused card',
    act: place('tok_declined'),
    steps: ['inventory.hold', 'payment.charge', 'inventory.giveBack'],
    ends: 'declined',
    keeps: 0,
  },
  {
    what: 'placing an order with a card that is charged without an answer',
    act: place('tok_timeout_charged'),
    steps: ['inventory.hold', 'payment.charge'],
    ends: 'confirmed',
    keeps: 1,
  },
  {
    what: 'placing an order with a card that never answers',
    act: place('tok_timeout'),
    steps: ['inventory.hold', 'payment.charge', 'inventory.giveBack'],
    ends: 'declined',
    keeps: 0,
  },
  {
    what: 'placing an order for more than there is',
    act: (process, sku) => process.place({ items: items(sku, 99), payment: { token: 'tok_visa' } }),
    steps: ['inventory.hold'],
    ends: 'cancelled',
    keeps: 0,
  },
  {
    what: 'placing an order that is paid later',
    act: (process, sku) => process.place({ items: items(sku) }),
    steps: ['inventory.hold'],
    ends: 'awaiting_payment',
    keeps: 0,
  },
  {
    what: 'paying an order',
    prepare: waiting,
    act: pay('tok_visa'),
    steps: ['inventory.hold', 'payment.charge'],
    ends: 'confirmed',
    keeps: 1,
  },
  {
    what: 'paying an order with a refused card',
    prepare: waiting,
    act: pay('tok_declined'),
    steps: ['inventory.hold', 'payment.charge'],
    ends: 'awaiting_payment',
    keeps: 0,
  },
  {
    what: 'cancelling an order that was paid',
    prepare: paid,
    act: (process, _sku, id) => process.cancel(id),
    steps: ['payment.refundOrder', 'inventory.giveBack'],
    ends: 'cancelled',
    keeps: 0,
  },
  {
    what: 'cancelling an order that waits for its payment',
    prepare: waiting,
    act: (process, _sku, id) => process.cancel(id),
    steps: ['payment.refundOrder', 'inventory.giveBack'],
    ends: 'cancelled',
    keeps: 0,
  },
]
const LOSSES: readonly Loss[] = ['request_lost', 'answer_lost']
const CRASHES = WAYS.flatMap((way) =>
  way.steps.flatMap((step) => LOSSES.map((loss) => ({ way, step, loss }))),
)

let shop: Shop
/** The SKU and the order of each crash. */
const left = new Map<(typeof CRASHES)[number], { sku: string; id: string }>()

/** Lets every crash happen, each to an order of its own, in a process whose clockwork stands still; then another one starts. */
beforeAll(async () => {
  shop = await openShop()
  const doomed = await shop.start({ frozen: true })
  for (const crash of CRASHES) {
    const sku = await shop.newSku(FIRST_STOCK)
    const prepared = (await crash.way.prepare?.(doomed, sku)) ?? ''
    let died = false
    doomed.faults((service, route) => {
      if (died && route !== 'place') return 'request_lost'
      if (`${service}.${route}` !== crash.step) return 'none'
      died = true
      return crash.loss
    })
    const answer = await crash.way.act(doomed, sku, prepared).catch(() => undefined)
    doomed.faults(() => 'none')
    expect(died, `${crash.way.what} never asked ${crash.step}`).toBe(true)
    const id = prepared || idOf(answer as { body: unknown })
    left.set(crash, { sku, id })
  }
  doomed.die()
  await shop.start()
  await until(
    () => shop.unfinished(),
    (rows) => rows.length === 0,
    AT_REST_WITHIN_MS,
  )
}, 120_000)
afterAll(() => shop.close())

for (const crash of CRASHES) {
  const { way, step, loss } = crash
  test(`${way.what}: ${step}, ${loss.replace('_', ' ')}`, async () => {
    const { sku, id } = left.get(crash) as { sku: string; id: string }
    expect(await shop.statusOf(id)).toBe(way.ends)

    const charges = await shop.look('sandbox').rows<{ kept: number }>`
      select charge.amount - coalesce((select sum(amount) from refund where charge_key = charge.key), 0)::bigint as kept
        from charge where outcome = 'captured' and key like ${`${id.replace('ord_', 'pay_')}%`}`
    const [{ total } = { total: -1 }] = await shop.look('order').rows<{ total: number }>`
      select total from orders where id = ${id}`
    expect(total).toBeGreaterThanOrEqual(PRICE)
    expect(charges.reduce((sum, { kept }) => sum + kept, 0)).toBe(way.keeps * total)
    // One capture or none: what was given back was taken once.
    expect(charges.length).toBeLessThanOrEqual(1)

    const stock = () =>
      shop.look('inventory').rows`select on_hand as "onHand", reserved from stock where sku = ${sku}`
    const sold = way.ends === 'confirmed' ? 2 : 0
    const held = way.ends === 'awaiting_payment' ? 2 : 0
    await expect
      .poll(stock, { timeout: AT_REST_WITHIN_MS })
      .toEqual([{ onHand: FIRST_STOCK - sold, reserved: held }])
  })
}

test('after all of them, the judge from outside finds every promise kept', async () => {
  expect(await brokenPromises(shop)).toEqual([])
})

test('an order that was told as pending is answered from its key once it is at rest', async () => {
  const doomed = await shop.start({ frozen: true })
  const sku = await shop.newSku(FIRST_STOCK)
  const call = { idempotencyKey: systemPorts.ids.next('key'), bodyHash: 'a' }
  doomed.faults((service) => (service === 'payment' ? 'answer_lost' : 'none'))
  const body = { items: items(sku), payment: { token: 'tok_visa' } }
  const first = await doomed.place(body, call)
  expect([first.status, first.body]).toMatchObject([202, { status: 'pending' }])
  doomed.die()
  const next = await shop.start()
  const retried = () =>
    next.place(body, call).then(
      (answer) => answer,
      (error: { code: string }) => error.code,
    )
  await expect
    .poll(retried, { timeout: AT_REST_WITHIN_MS, interval: 200 })
    .toMatchObject({ status: 201, body: { id: idOf(first), status: 'confirmed', paymentStatus: 'paid' } })
})
