import type { OrderView } from '@rialto/contracts/order'
import type { Caller } from '@rialto/kernel/contract/contract'
import { user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk, support, VISA, type Desk } from '../desk.fixture.ts'
import { numbersBeginning } from './search.ts'

type Listed = { items: OrderView[]; nextCursor: string | null; total: number }

let desk: Desk
/** Eight orders of one buyer, a day apart, of one cup up to eight. */
const ids: string[] = []
const lister = user('usr_lister')
let now = Date.parse('2026-03-01T12:00:00Z')

beforeAll(async () => {
  desk = await openDesk({ ports: { clock: { now: () => now } } })
  for (const [i, token] of [
    'tok_visa',
    'tok_visa',
    null,
    'tok_visa',
    'tok_no',
    'tok_visa',
    null,
    'tok_visa',
  ].entries()) {
    const body = {
      items: [{ productId: 'cup', quantity: ((i * 3) % 8) + 1 }],
      ...(token === null ? {} : { payment: { token } }),
    }
    await desk.place(body, {}, lister)
    now += 24 * 60 * 60 * 1_000
  }
  const placed = await list({ sort: 'createdAt' })
  ids.push(...placed.items.map(({ id }) => id))
  await desk.move(lister, 'cancel', ids[1] ?? '')
  await desk.send(support, 'refund', ids[3] ?? '', { body: { shipping: true } })
})
afterAll(() => desk.world.close())

async function list(query: object, who: Caller = lister) {
  return (await desk.world.as(who, 'list', { query })).body as Listed
}
const found = async (query: object, who?: Caller) =>
  (await list(query, who)).items.map(({ id }) => ids.indexOf(id))
const refused = (code: string) => expect.objectContaining({ code })

test('several states are one list, of orders and of their payments', async () => {
  expect(await found({ status: 'awaiting_payment' })).toEqual([6, 2])
  expect(await found({ status: 'cancelled,awaiting_payment' })).toEqual([6, 2, 1])
  expect(await found({ paymentStatus: 'partially_refunded,declined' })).toEqual([4, 3])
  expect(await found({ status: 'confirmed', paymentStatus: 'paid' })).toEqual([7, 5, 0])
  for (const query of [{ status: 'confirmed,' }, { status: 'sold' }, { paymentStatus: 'paid paid' }])
    await expect(list(query)).rejects.toThrow(refused('invalid_query'))
})

test.each(['-createdAt', 'createdAt', '-total', 'total'] as const)(
  'sorted by %s, pages of three show every order once and in order, with how many there are',
  async (sort) => {
    const seen: OrderView[] = []
    let cursor: string | null = null
    do {
      const page: Listed = await list({ sort, limit: 3, ...(cursor === null ? {} : { cursor }) })
      expect(page.total).toBe(8)
      seen.push(...page.items)
      cursor = page.nextCursor
    } while (cursor !== null)
    const sign = sort.startsWith('-') ? -1 : 1
    const value = ({ total, createdAt }: OrderView) =>
      sort.endsWith('total') ? total : Date.parse(createdAt)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(8)
    expect(seen).toEqual(seen.toSorted((a, b) => sign * (value(a) - value(b))))
  },
)

test('a cursor goes on in its own order alone', async () => {
  const { nextCursor } = await list({ sort: 'total', limit: 2 })
  await expect(list({ sort: '-total', cursor: nextCursor })).rejects.toThrow(refused('invalid_query'))
})

test('days are those of the time zone, and times are times', async () => {
  expect(await found({ from: '2026-03-02', to: '2026-03-04' })).toEqual([3, 2, 1])
  // At noon in London it is the day after on the Line Islands.
  expect(await found({ from: '2026-03-02', to: '2026-03-04', timeZone: 'Pacific/Kiritimati' })).toEqual([
    2, 1, 0,
  ])
  expect(await found({ from: '2026-03-02T12:00:00Z', to: '2026-03-04T12:00:00Z' })).toEqual([2, 1])
  expect(await found({ to: '2026-03-01' })).toEqual([0])
  expect(await found({ from: '2026-03-08T00:00:00+00:00' })).toEqual([7])
  for (const query of [{ from: '0000-01-01T00:00:00Z' }, { from: '2026-03-01', timeZone: 'Nowhere/Else' }])
    await expect(list(query)).rejects.toThrow(refused('invalid_query'))
})

test('an order is found by the beginning of its number, its id or an address, whoever looks for it', async () => {
  const guest = (await desk.place({ ...VISA, email: 'Grace.Hopper@navy.example' }, {}, user('usr_grace')))
    .body
  const number = String(guest['number'])
  const wanted = async (q: string, who: Caller = support) =>
    (await list({ q, scope: 'all', limit: 100 }, who)).items.map(({ id }) => id)
  for (const q of [number, number.slice(0, 5), guest.id.slice(0, 25), 'grace.hopper@', 'GRACE'])
    expect(await wanted(q), q).toContain(guest.id)
  for (const q of [`${number}0`, '9', 'hopper', '%', '_race', 'ord_9', "' or true --"])
    expect(await wanted(q), q).not.toContain(guest.id)
  expect(await wanted(number)).toHaveLength(1)
})

test('an order is found by each word of the name on its parcel', async () => {
  const shippingAddress = {
    name: 'Grace Brewster Hopper',
    street: 'Navy Yard 1',
    city: 'Venice',
    zipCode: '30125',
    country: 'IT',
  }
  const { id } = (
    await desk.place({ ...VISA, email: 'g@navy.example', shippingAddress }, {}, user('usr_hopper'))
  ).body
  const wanted = async (q: string, who: Caller = support) =>
    (await list({ q, scope: 'all' }, who)).items.map((order) => order.id)
  for (const q of ['grace b', 'HOPPER', 'brew', ' hopper ']) expect(await wanted(q), q).toEqual([id])
  for (const q of ['opper', '%hopper', 'grace hopper']) expect(await wanted(q), q).toEqual([])
  expect(await found({ q: 'hopper' })).toEqual([])
})

test('staff finds the orders of people with an account by their address; others search their own alone', async () => {
  desk.people.set('usr_lister', 'lister@example.com')
  expect(await found({ q: 'lister@' }, support)).toHaveLength(8)
  expect(await list({ q: 'lister@', status: 'declined' }, support)).toMatchObject({ total: 1 })
  expect(await found({ q: 'lister@' })).toEqual([])
  expect(await found({ q: 'nobody@' }, support)).toEqual([])
})

test('the beginning of a number is every number that begins so', () => {
  expect(numbersBeginning('100123')).toEqual([[100_123, 100_123]])
  expect(numbersBeginning('1001')).toEqual([
    [100_100, 100_199],
    [1_001_000, 1_001_999],
    [10_010_000, 10_019_999],
    [100_100_000, 100_199_999],
  ])
})
