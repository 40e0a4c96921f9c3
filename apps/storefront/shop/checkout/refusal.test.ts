import { RialtoProblem, Unreachable } from '@rialto/client'
import { expect, test } from 'vitest'
import { refusalOf } from './refusal.ts'

const problem = (code: string, status: number, more: Record<string, unknown> = {}) =>
  new RialtoProblem({ type: 'about:blank', title: code, status, code, requestId: 'req_1', ...more }, status)
const refusal = (code: string, status = 409, more: Record<string, unknown> = {}) =>
  refusalOf(problem(code, status, more), 'en')
const CHARGED_NOTHING = 'You have not been charged, and nothing was ordered.'

test('a refused card is told at its field, with what is safe, and is of no use any more', () => {
  const funds = refusal('payment_declined', 402, { reason: 'insufficient_funds' })
  expect(funds).toMatchObject({ note: CHARGED_NOTHING, requestId: 'req_1', isCardSpent: true, isOpen: false })
  expect(funds.faults['number']).toContain('not enough money')
  expect(refusal('payment_declined', 402, { reason: 'a_new_one' }).faults['number']).toContain('another card')
})

test('what is short is named, with how many are left of it', () => {
  const lines = [
    { sku: 'A', name: 'Kettle', requested: 3, available: 1 },
    { sku: 'B', name: 'Lamp', requested: 1, available: 0 },
  ]
  const { faults, note } = refusal('out_of_stock', 409, { lines })
  expect(faults['']).toContain('Only 1 of Kettle is left.')
  expect(faults['']).toContain('Lamp was sold out')
  expect(note).toBe(CHARGED_NOTHING)
  expect(refusal('out_of_stock', 409, { lines: [] }).faults['']).toContain('sold out')
})

test('another total is told with its sum in the language of the page', () => {
  const more = { total: 277.78, currency: 'USD' }
  expect(refusal('price_changed', 409, more).faults['']).toContain('The total is $277.78 by now')
  expect(refusalOf(problem('price_changed', 409, more), 'de').faults['']).toContain('277,78\u00a0$')
})

test('while nobody knows what became of an order, the same try goes on and nothing false is said', () => {
  const silences = [
    refusalOf(new Unreachable('no answer', {}), 'en'),
    refusal('unavailable', 503),
    refusal('internal', 500),
    refusal('request_in_progress'),
  ]
  for (const { isOpen, note, faults } of silences) {
    expect(isOpen).toBe(true)
    expect(note).not.toContain('not been charged')
    expect(faults['']).toContain('again')
  }
})

test('a field that the shop cannot read is named as the form names it', () => {
  const errors = [{ path: '/shippingAddress/zipCode', message: 'is wrong', code: 'pattern' }]
  expect(Object.keys(refusal('validation_failed', 422, { errors }).faults)).toEqual(['postcode'])
  const inside = [{ path: '/cartId', message: 'is wrong', code: 'pattern' }]
  expect(Object.keys(refusal('validation_failed', 422, { errors: inside }).faults)).toEqual([''])
})

test('an empty cart is no fault of the form, and a bug is none of the buyer’s', () => {
  expect(refusal('cart_empty', 422)).toMatchObject({ faults: {}, isEmpty: true })
  expect(refusal('already_ordered', 409)).toMatchObject({ faults: {}, isEmpty: true })
  expect(() => refusalOf(new TypeError('a bug'), 'en')).toThrow('a bug')
})
