import type { OrderSummary } from '@rialto/contracts/order'
import type { Caller } from '@rialto/kernel/contract/contract'
import { anonymous } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buyer, openDesk, packer, support, VISA, type Desk } from '../desk.fixture.ts'

let desk: Desk
let now = Date.parse('2026-01-15T12:00:00Z')
beforeAll(async () => {
  desk = await openDesk({ ports: { clock: { now: () => now } } })
})
afterAll(() => desk.world.close())
/** Each test sells in a year of its own. */
let year = 2026
beforeEach(() => {
  year += 2
})

const ask = async (query: object, who: Caller = support) =>
  (await desk.world.as(who, 'summary', { query })).body as OrderSummary
const refused = (code: string) => expect.objectContaining({ code })

/** Two cups with shipping and tax are 27.50 USD. */
async function soldAt(time: string, body: object = VISA): Promise<string> {
  now = Date.parse(`${year}-${time}`)
  return (await desk.place(body)).body.id
}
const refund = (id: string, body: object) => desk.send(support, 'refund', id, { body })

test('an order counts on the day on which it was placed where the shop is', async () => {
  await soldAt('06-30T22:30:00Z')
  const dayOf = async (timeZone: string) =>
    (await ask({ from: `${year}-06-30`, to: `${year}-07-01`, timeZone })).days.map(({ orders }) => orders)
  expect(await dayOf('UTC')).toEqual([1, 0])
  expect(await dayOf('Europe/Berlin')).toEqual([0, 1])
  expect(await dayOf('America/New_York')).toEqual([1, 0])
  const { from, to } = await ask({ from: `${year}-07-01`, to: `${year}-07-01`, timeZone: 'Asia/Kathmandu' })
  expect([from, to]).toEqual([`${year}-06-30T18:15:00.000Z`, `${year}-07-01T18:15:00.000Z`])
})

test('revenue is what was paid less what went back, and days, totals and currencies say the same', async () => {
  const partly = await soldAt('03-02T10:00:00Z')
  await refund(partly, { lines: [{ sku: 'cup', quantity: 1 }], reason: 'broken' })
  const wholly = await soldAt('03-03T10:00:00Z')
  await refund(wholly, {})
  const cancelled = await soldAt('03-03T11:00:00Z')
  await desk.move(buyer, 'cancel', cancelled)
  await soldAt('03-03T12:00:00Z', { payment: { token: 'tok_declined' } }).catch(() => undefined)
  await soldAt('03-04T10:00:00Z', {})
  await soldAt('03-04T11:00:00Z', { ...VISA, items: [{ productId: 'jug', quantity: 3 }] })
  await soldAt('03-04T12:00:00Z', { ...VISA, items: [{ productId: 'euro', quantity: 1 }] })

  const summary = await ask({ from: `${year}-03-02`, to: `${year}-03-05` })
  expect(summary).toMatchObject({ currency: 'USD', timeZone: 'UTC' })
  // Three times 27.50 and once 88.00; 11.00, 27.50 and 27.50 went back. Half a cent goes to the even one.
  const usd = { orders: 6, paidOrders: 4, revenue: 104.5, refunds: 66, averageOrderValue: 42.62 }
  expect(summary.totals).toEqual(usd)
  expect(summary.days).toEqual([
    { date: `${year}-03-02`, orders: 1, paidOrders: 1, revenue: 16.5, refunds: 11 },
    { date: `${year}-03-03`, orders: 3, paidOrders: 2, revenue: 0, refunds: 55 },
    { date: `${year}-03-04`, orders: 2, paidOrders: 1, revenue: 88, refunds: 0 },
    { date: `${year}-03-05`, orders: 0, paidOrders: 0, revenue: 0, refunds: 0 },
  ])
  expect(summary.statuses).toEqual([
    { status: 'confirmed', orders: 2 },
    { status: 'awaiting_payment', orders: 1 },
    { status: 'cancelled', orders: 1 },
    { status: 'declined', orders: 1 },
    { status: 'refunded', orders: 1 },
  ])
  expect(summary.currencies).toEqual([
    { currency: 'USD', ...usd },
    { currency: 'EUR', orders: 1, paidOrders: 1, revenue: 33, refunds: 0, averageOrderValue: 33 },
  ])
  expect(summary.topProducts).toEqual([
    { sku: 'jug', name: 'A jug', quantity: 3, revenue: 82.5 },
    { sku: 'cup', name: 'A cup', quantity: 1, revenue: 11 },
  ])
  expect(summary.topProductsOf).toBe(2)
  const euros = await ask({ from: `${year}-03-02`, to: `${year}-03-05`, currency: 'EUR' })
  expect(euros.totals).toMatchObject({ orders: 1, revenue: 33 })
  expect(euros.topProducts.map(({ sku }) => sku)).toEqual(['euro'])
})

test('the period before is as long, in whole days also where the clocks change', async () => {
  await soldAt('03-20T10:00:00Z')
  await soldAt('04-10T10:00:00Z')
  await soldAt('04-11T10:00:00Z')
  const summary = await ask({ from: `${year}-04-01`, to: `${year}-04-30`, timeZone: 'Europe/Berlin' })
  expect(summary.totals.orders).toBe(2)
  expect(summary.previous).toMatchObject({
    from: `${year}-03-01T23:00:00.000Z`,
    to: `${year}-03-31T22:00:00.000Z`,
    orders: 1,
    revenue: 27.5,
  })
  expect(summary.days).toHaveLength(30)
})

test('without a wish it is the last thirty days, today among them', async () => {
  await soldAt('05-30T10:00:00Z')
  now = Date.parse(`${year}-05-31T15:00:00Z`)
  const summary = await ask({})
  expect(summary).toMatchObject({ from: `${year}-05-02T00:00:00.000Z`, to: `${year}-05-31T15:00:00.000Z` })
  expect(summary.days).toHaveLength(30)
  expect(summary.totals.orders).toBe(1)
})

test('a period in which nothing was sold is days of zeroes', async () => {
  const none = { orders: 0, paidOrders: 0, revenue: 0, refunds: 0 }
  expect(await ask({ from: '2001-02-28', to: '2001-03-01' })).toEqual({
    from: '2001-02-28T00:00:00.000Z',
    to: '2001-03-02T00:00:00.000Z',
    timeZone: 'UTC',
    currency: null,
    totals: { ...none, averageOrderValue: 0 },
    previous: {
      from: '2001-02-26T00:00:00.000Z',
      to: '2001-02-28T00:00:00.000Z',
      ...none,
      averageOrderValue: 0,
    },
    days: ['2001-02-28', '2001-03-01'].map((date) => ({ date, ...none })),
    statuses: [],
    topProducts: [],
    topProductsOf: 0,
    currencies: [],
  })
})

test('what is no period is refused, and so is who may not read orders', async () => {
  for (const query of [
    { from: '2026-02-02', to: '2026-02-01' },
    { from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
    { from: '2024-01-01', to: '2025-01-01' },
    { from: '0000-01-01', to: '0000-02-01' },
    { from: '9999-01-01' },
    { from: '2026-02-30' },
    { to: 'yesterday' },
    { timeZone: 'Atlantis/Capital' },
    { timeZone: "UTC'; drop table orders" },
  ])
    await expect(ask(query), JSON.stringify(query)).rejects.toThrow(refused('invalid_query'))
  expect((await ask({ from: '2024-01-01', to: '2024-12-31' })).days).toHaveLength(366)
  await expect(ask({}, buyer)).rejects.toThrow(refused('forbidden'))
  await expect(ask({}, anonymous)).rejects.toThrow(refused('unauthenticated'))
  expect(await ask({}, packer)).toMatchObject({ timeZone: 'UTC' })
})
