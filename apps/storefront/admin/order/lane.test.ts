import { expect, test } from 'vitest'
import { laneOf, type Happened } from './lane.ts'

const at = (ms: number) => new Date(Date.UTC(2026, 10, 30, 12) + ms).toISOString()
const event = (type: string, ms: number, data: Happened['data'] = {}): Happened => ({
  type: `order.${type}`,
  at: at(ms),
  data,
})
const PAID = [event('placed', 0), event('stock_reserved', 6), event('paid', 9), event('confirmed', 9)]
const brief = (steps: ReturnType<typeof laneOf>['steps']) =>
  steps.map(({ name, state, tookMs }) => [name, state, tookMs])

test('an order that went well shows what every step took, and nothing undone', () => {
  const { steps, undone } = laneOf(PAID)
  expect(brief(steps)).toEqual([
    ['Placed', 'done', undefined],
    ['Stock held', 'done', 6],
    ['Charged', 'done', 3],
    ['Confirmed', 'done', 0],
  ])
  expect(undone).toEqual([])
})

test('a refused payment sets the stock free', () => {
  const { steps, undone } = laneOf([event('placed', 0), event('declined', 8, { reason: 'card_declined' })])
  expect(brief(steps)).toEqual([
    ['Placed', 'done', undefined],
    ['Stock held', 'done', undefined],
    ['Refused', 'failed', 8],
    ['Confirmed', 'ahead', undefined],
  ])
  expect(steps[2]?.note).toBe('card declined')
  expect(undone.map(({ name }) => name)).toEqual(['Stock set free'])
})

test('an order without stock never asked for money, and has nothing to undo', () => {
  const { steps, undone } = laneOf([event('placed', 0), event('declined', 4, { reason: 'out_of_stock' })])
  expect(steps.map(({ state }) => state)).toEqual(['done', 'failed', 'ahead', 'ahead'])
  expect(undone).toEqual([])
})

test('an order that waits for its cardholder says so', () => {
  const { steps } = laneOf([event('placed', 0), event('awaiting_payment', 5, { reason: 'requires_action' })])
  expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'waiting', 'ahead'])
})

test('a paid order that is cancelled gives the money back and then puts the stock back', () => {
  const cancelled = [...PAID, event('cancelled', 1_000)]
  expect(laneOf(cancelled).undone.map(({ name }) => name)).toEqual([
    'Money on its way back',
    'Stock put back',
  ])
  expect(laneOf([...cancelled, event('refunded', 1_011)]).undone[0]).toMatchObject({
    name: 'Money given back',
    tookMs: 11,
  })
})
