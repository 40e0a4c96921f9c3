import type { OrderReceipt } from '@rialto/contracts/order'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterFailure, contactNeeded, mailOf, messageIdOf, TRIES_MAX } from './domain.ts'

const receipt: OrderReceipt = {
  orderId: 'ord_1',
  number: '100001',
  userId: 'usr_1',
  email: null,
  name: null,
  currency: 'USD',
  lines: [],
  subtotal: 0,
  discount: 0,
  shipping: 0,
  tax: 0,
  total: 0,
}
const request = { orderId: 'ord_1', cause: { kind: 'order_confirmed' }, tries: 0 } as const
const contact = { email: 'account@example.com', name: 'Ada' }

test('the address given with the order comes before that of the account', () => {
  const mail = mailOf('ntf_1', request, { ...receipt, email: 'order@example.com' }, contact, 'queued')
  expect(mail).toMatchObject({ recipient: 'order@example.com', status: 'queued', kind: 'order_confirmed' })
})

test('an order without an address goes to the account that placed it, by name', () => {
  const mail = mailOf('ntf_1', request, receipt, contact, 'delivered_to_inbox')
  expect(mail).toMatchObject({ recipient: 'account@example.com', status: 'delivered_to_inbox' })
  expect(mail.data?.order.name).toBe('Ada')
})

test('nobody to write to is recorded, and so is an order that nobody knows', () => {
  expect(mailOf('ntf_1', request, receipt, undefined, 'queued').status).toBe('no_recipient')
  expect(mailOf('ntf_1', request, undefined, undefined, 'queued')).toMatchObject({
    status: 'no_recipient',
    data: null,
  })
})

test('what is kept of a mail names neither the account nor the address', () => {
  const { data } = mailOf('ntf_1', request, { ...receipt, email: 'order@example.com' }, contact, 'queued')
  expect(JSON.stringify(data)).not.toMatch(/usr_1|example\.com/)
})

test('the account is asked only where the order leaves something open', () => {
  expect(contactNeeded(receipt)).toBe('usr_1')
  expect(contactNeeded({ ...receipt, email: 'a@example.com', name: 'Ada' })).toBeNull()
  expect(contactNeeded({ ...receipt, userId: null })).toBeNull()
})

test('a mail is tried again later and later, five times, and then parked', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: TRIES_MAX - 2 }),
      fc.integer({ min: 0, max: 2e12 }),
      (tries, now) => {
        const [first, second] = [afterFailure(tries, now), afterFailure(tries + 1, now)]
        if (first.outcome === 'parked' || second.outcome === 'parked') throw new Error('parked too early')
        expect(first.dueAt).toBeGreaterThan(now)
        expect(second.dueAt).toBeGreaterThan(first.dueAt)
      },
    ),
  )
  expect(afterFailure(TRIES_MAX, 0)).toEqual({ outcome: 'parked' })
})

test('every try of a mail carries the same Message-ID, and no other mail does', () => {
  const id = messageIdOf('order_confirmed', 'ord_1', 'orders@shop.example')
  expect(id).toBe('<order_confirmed.ord_1@shop.example>')
  expect(messageIdOf('order_cancelled', 'ord_1', 'orders@shop.example')).not.toBe(id)
})
