import { Problem } from '@rialto/kernel/contract/problem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { evolve, soldLines, type OrderEvent } from '../domain.ts'
import { buyer, openDesk, VISA, type Desk } from '../desk.fixture.ts'
import { appendEvents, loadOrders, type Append } from '../store.ts'
import { declined } from './refusal.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.world.close())

const refused = (code: string) => expect.objectContaining({ code })
const now = () => new Date().toISOString()

async function load(id: string) {
  const state = (await loadOrders(desk.world.db, [id])).get(id)
  if (!state) throw new Error(`no ${id}`)
  return state
}

/** Writes an event of an order as another process would. */
async function overtake(id: string, event: OrderEvent, rest: Partial<Append> = {}): Promise<void> {
  const before = await load(id)
  const done = await appendEvents(desk.world.db, [
    { before, after: evolve(before, id, event), event, next: 'rest', ...rest },
  ])
  expect(done).toEqual([true])
}

test('of two moves of one order in one batch, one is made and told so', async () => {
  const ids = [await desk.placed(), await desk.placed()]
  const appends = await Promise.all(
    ids.map(async (id): Promise<Append[]> => {
      const before = await load(id)
      const data = { userId: null, by: 'test' }
      const ship: OrderEvent = {
        type: 'shipped',
        at: now(),
        data: { ...data, trackingNumber: null, carrier: null },
      }
      const cancel: OrderEvent = {
        type: 'cancelled',
        at: now(),
        data: { ...data, reason: 'requested', paid: true, lines: soldLines(before) },
      }
      return [ship, cancel].map((event) => ({ before, after: evolve(before, id, event), event }))
    }),
  )
  const done = await appendEvents(desk.world.db, appends.flat())
  for (const [i, id] of ids.entries()) {
    expect(done.slice(2 * i, 2 * i + 2).filter(Boolean)).toHaveLength(1)
    const events = await desk.events(id)
    expect(events).toHaveLength(3)
    expect(events.at(-1)).toBe(done[2 * i] ? 'shipped' : 'cancelled')
  }
})

test('an order that was decided on at an older version is not written at all', async () => {
  const id = await desk.placed(null)
  const before = await load(id)
  await desk.settle(id)
  const event: OrderEvent = {
    type: 'cancelled',
    at: now(),
    data: { reason: 'requested', by: 'test', paid: false, userId: null, lines: [] },
  }
  const stale = {
    before,
    after: evolve(before, id, event),
    event,
    next: { task: 'cancel', holder: 'x' },
  } as const
  expect(await appendEvents(desk.world.db, [stale])).toEqual([false])
  expect(await desk.events(id)).toEqual(['placed', 'awaiting_payment', 'confirmed'])
  expect(await desk.unfinished()).not.toContain('cancel')
})

test('a request whose order somebody else has declined meanwhile answers as they did', async () => {
  const call = desk.newKey()
  const kept = { status: 402, text: '{"code":"payment_declined","detail":"as the other said it"}' }
  desk.before.set('payment.charge', async (id) => {
    desk.before.delete('payment.charge')
    const data = { paymentId: null, reason: 'card_declined', userId: null, lines: [] }
    const answer = { caller: 'usr_buyer', key: call.idempotencyKey, ...kept }
    await overtake(id, { type: 'declined', at: now(), data }, { answer })
  })
  const answer = await desk.place(VISA, call)
  expect([answer.status, answer.text]).toEqual([402, kept.text])
  expect((await desk.place(VISA, call)).text).toBe(kept.text)
})

test('without a key the answer of the overtaken request tells what became of the order', async () => {
  desk.before.set('payment.charge', async (id) => {
    desk.before.delete('payment.charge')
    const data = { paymentId: null, reason: 'card_declined', userId: null, lines: [] }
    await overtake(id, { type: 'declined', at: now(), data })
  })
  const { status, body } = await desk.place(VISA)
  expect([status, body]).toMatchObject([402, { code: 'payment_declined', reason: 'card_declined' }])
})

test('a process that charged an order while it was asleep and the order taken back, gives the money back', async () => {
  desk.before.set('payment.charge', async (id) => {
    desk.before.delete('payment.charge')
    const data = { reason: 'payment_timeout', by: 'system', paid: false, userId: null, lines: [] }
    await overtake(id, { type: 'cancelled', at: now(), data })
  })
  const { body } = await desk.place(VISA)
  expect(body.status).toBe('cancelled')
  expect(desk.refunds).toContain(body.id)
  expect(desk.holds.get(body.id)).toBeNull()
  expect(await desk.events(body.id)).toEqual(['placed', 'cancelled'])
})

test('while a payment of an order is under way, no second one begins, and it cannot be cancelled beside it', async () => {
  const id = await desk.placed(null)
  const answer = Promise.withResolvers<void>()
  const charging = Promise.withResolvers<void>()
  desk.before.set('payment.charge', () => {
    charging.resolve()
    return answer.promise
  })
  const first = desk.settle(id)
  await charging.promise
  desk.before.delete('payment.charge')
  await expect(desk.settle(id)).rejects.toThrow(refused('invalid_transition'))
  await expect(desk.move(buyer, 'cancel', id)).rejects.toThrow(refused('invalid_transition'))
  answer.resolve()
  expect(await first).toMatchObject({ status: 'confirmed' })
  expect(await desk.events(id)).toEqual(['placed', 'awaiting_payment', 'confirmed'])
})

test('a payment finds the stock that was held for it prolonged; where it has gone, the order is cancelled and nothing charged', async () => {
  const [held, lapsed] = [await desk.placed(null), await desk.placed(null)]
  desk.holds.set(lapsed, null)
  expect(await desk.settle(held)).toMatchObject({ status: 'confirmed' })
  expect(await desk.settle(lapsed)).toMatchObject({
    status: 'cancelled',
    paymentId: null,
    reason: 'hold_expired',
  })
  expect(desk.askedAbout(lapsed)).not.toContain('payment.charge')
})

test('a payment whose time is over does not begin', async () => {
  const id = await desk.placed(null)
  await desk.world.db.rows`update order_saga set due_at = now() - interval '1 second' where order_id = ${id}`
  await expect(desk.settle(id)).rejects.toThrow(refused('invalid_transition'))
})

test('what is told of a refusal is what its client needs', () => {
  expect(declined('card_declined')).toBeInstanceOf(Problem)
  expect(declined('card_declined').extras['reason']).toBe('card_declined')
})
