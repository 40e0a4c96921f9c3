import { expect, test } from 'vitest'
import { shownTimeline, whyOf, type TimelineEntry } from './timeline.ts'

const entry = (type: string, data: Record<string, unknown> = {}): TimelineEntry => ({
  type: `order.${type}`,
  at: '2026-11-30T18:00:00.000Z',
  text: `The sentence of ${type}.`,
  data,
})
const told = (type: string, data: Record<string, unknown> = {}, locale: 'en' | 'de' | 'ar' = 'en') =>
  shownTimeline([entry(type, data)], locale)[0]

test('what happened is told in the language of the page, with its sums', () => {
  const placed = { number: '100001', total: 42.9, currency: 'USD' }
  expect(told('placed', placed)?.title).toBe('Ordered for $42.90')
  expect(told('placed', placed, 'de')?.title).toBe('Bestellt für 42,90\u00a0$')
  expect(told('refunded', { amount: 5, currency: 'USD' })?.title).toBe('$5.00 given back')
  expect(told('shipped', { carrier: 'Gondola Express' })?.title).toBe('Sent with Gondola Express')
  expect(told('return_requested', { lines: [{ quantity: 2 }, { quantity: 1 }] })).toMatchObject({
    title: '3 pieces are to come back',
    tone: 'waiting',
  })
})

test('a payment that waits, one that waits for its bank and one that was refused are told apart', () => {
  expect(told('awaiting_payment', { reason: null })?.tone).toBe('waiting')
  expect(told('awaiting_payment', { reason: 'requires_action' })?.title).toBe(
    'Your bank was asked to confirm',
  )
  expect(told('awaiting_payment', { reason: 'card_declined' })?.tone).toBe('refused')
})

test('a reason is told when it is one for people', () => {
  expect(told('cancelled', { reason: 'payment_timeout' })?.note).toBe('It was not paid in time.')
  expect(told('cancelled', { reason: 'Ordered twice by mistake' })?.note).toBe('Ordered twice by mistake')
  expect(whyOf('order_cancelled', 'en')).toBeUndefined()
})

test('what the shop learns to tell later is told in its own sentence', () => {
  expect(told('sung_about')?.title).toBe('The sentence of sung_about.')
  expect(told('note_added')?.note).toBe('The sentence of note_added.')
})
