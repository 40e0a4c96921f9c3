import { expect, test } from 'vitest'
import { waitOf } from './wait.ts'

const UNTIL = '2026-11-30T12:15:00.000Z'
const before = new Date('2026-11-30T12:14:59.999Z')
const waits = (reason: string | null) => [
  { type: 'order.placed', data: {} },
  { type: 'order.awaiting_payment', data: { reason, holdExpiresAt: UNTIL } },
]

test('an order that nobody has tried to pay waits, and one whose card was refused says so', () => {
  expect(waitOf({ reason: null }, waits(null), false, before)).toEqual({ kind: 'waiting', until: UNTIL })
  expect(waitOf({ reason: null }, waits('card_declined'), false, before).kind).toBe('unpaid')
})

test('a cardholder is sent to their bank only while it asks', () => {
  expect(waitOf({ reason: 'requires_action' }, waits('requires_action'), true, before).kind).toBe('bank')
  expect(waitOf({ reason: 'requires_action' }, waits('requires_action'), false, before).kind).toBe('waiting')
  expect(waitOf({ reason: null }, waits('card_declined'), true, before).kind).toBe('unpaid')
})

test('from the end of its time on an order is not offered to be paid, whatever came before', () => {
  for (const reason of [null, 'requires_action', 'card_declined'])
    expect(waitOf({ reason }, waits(reason), true, new Date(UNTIL)).kind).toBe('over')
})
