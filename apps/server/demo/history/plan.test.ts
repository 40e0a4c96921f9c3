import { expect, test } from 'vitest'
import { demoShop } from '../shop.ts'
import { HISTORY_DAYS, planOf, type Deed, type Plan } from './plan.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const NOW = new Date('2026-03-11T16:20:00.000Z')

const shelves = demoShop().products.map(({ sku, stock = 0 }) => ({ sku, stock }))
const plenty = shelves.filter(({ stock }) => stock >= 25)
const ofOrders = ({ deeds }: Plan) => deeds.flatMap((deed) => (deed.what === 'leave' ? [] : [deed]))
const datesOf = (plan: Plan, what: Deed['what']) =>
  plan.deeds.flatMap((deed) => (deed.what === what && deed.at ? [deed.at] : []))

test('the same moment has the same past, and another seed another one', () => {
  expect(planOf(plenty, NOW)).toEqual(planOf(plenty, NOW))
  expect(planOf(plenty, NOW, { seed: 'elsewhere' })).not.toEqual(planOf(plenty, NOW))
})

test('two months of some hundred orders grow, with more at the weekend and in the evening', () => {
  const placed = datesOf(planOf(plenty, NOW), 'place')
  expect(placed.length).toBeGreaterThan(250)
  expect(placed.length).toBeLessThan(500)
  const ago = (from: number, to: number) =>
    placed.filter((at) => {
      const days = (NOW.getTime() - at.getTime()) / DAY_MS
      return days >= from && days < to
    }).length
  expect(ago(HISTORY_DAYS - 7, HISTORY_DAYS)).toBeGreaterThan(7)
  expect(ago(0, 28)).toBeGreaterThan(1.3 * ago(28, 56))
  const atWeekends = placed.filter((at) => [0, 6].includes(at.getUTCDay())).length
  expect(atWeekends / 2).toBeGreaterThan((placed.length - atWeekends) / 5)
  const between = (from: number, to: number) =>
    placed.filter((at) => at.getUTCHours() >= from && at.getUTCHours() < to).length
  expect(between(18, 23)).toBeGreaterThan(between(8, 13))
})

test('whatever day the shop begins on, its orders are in every state, and the open ones are of the last days', () => {
  for (let day = 0; day < 14; day += 1) {
    const now = new Date(NOW.getTime() + day * DAY_MS)
    const plan = planOf(plenty, now)
    const done = Map.groupBy(ofOrders(plan), ({ order }) => order)
    const ends = [...done.values()].map((deeds) => deeds.at(-1)?.what)
    for (const end of ['place', 'ship', 'deliver', 'cancel', 'refund', 'receiveReturn'])
      expect(ends).toContain(end)
    expect(plan.orders.some(({ token }) => token === 'tok_declined')).toBe(true)
    expect(plan.orders.filter(({ token }) => token === undefined)).toHaveLength(2)
    for (const [order, deeds] of done) {
      const last = deeds.at(-1)
      const isOpen = last?.what === 'place' && plan.orders[order]?.token === 'tok_visa'
      if (isOpen && last.at) expect(now.getTime() - last.at.getTime()).toBeLessThan(3 * DAY_MS)
    }
  }
})

test('nothing happens before what it follows from, at the same moment, or in time to come', () => {
  const plan = planOf(plenty, NOW)
  const last = new Map<number, number>()
  let before = 0
  for (const deed of plan.deeds) {
    const at = deed.at?.getTime() ?? NOW.getTime()
    expect(at).toBeGreaterThanOrEqual(before)
    before = at
    if (deed.what === 'leave') continue
    if (deed.at) expect(at).toBeLessThan(NOW.getTime() - 10 * 60_000)
    expect(at).toBeGreaterThan(last.get(deed.order) ?? 0)
    expect(last.has(deed.order)).toBe(deed.what !== 'place')
    last.set(deed.order, at)
  }
})

test('who has an account had it before the first order, and a guest comes once', () => {
  const plan = planOf(plenty, NOW)
  const emails = plan.orders.flatMap(({ who }) => (who.account ? [] : [who.email]))
  expect(new Set(emails).size).toBe(emails.length)
  for (const deed of plan.deeds) {
    if (deed.what !== 'place' || !deed.at) continue
    const { account } = plan.orders[deed.order]?.who ?? {}
    if (account) expect(deed.at.getTime()).toBeGreaterThan(NOW.getTime() - account.joinedDaysAgo * DAY_MS)
  }
})

test('the past empties no shelf', () => {
  const sold = new Map<string, number>()
  const { orders } = planOf(plenty, NOW)
  for (const { sku, quantity } of orders.flatMap(({ lines }) => lines))
    sold.set(sku, (sold.get(sku) ?? 0) + quantity)
  for (const { sku, stock } of plenty) expect(stock - (sold.get(sku) ?? 0)).toBeGreaterThanOrEqual(8)
})
