import { expect, test } from 'vitest'
import type { OrderRefund } from '@rialto/contracts/order'
import { refundableOf, returnableOf } from './afterwards.ts'
import type { OrderFile } from './read.ts'

const ALL = { id: 'usr_1', roles: ['admin'], may: () => true }
const NOTHING = { ...ALL, roles: ['customer'], may: () => false }

function file({
  status = 'delivered',
  refunded = 0,
  refunds = [],
  returns = [],
}: {
  status?: string
  refunded?: number
  refunds?: readonly Partial<OrderRefund>[]
  returns?: readonly unknown[]
}): OrderFile {
  const line = { id: 'lin_1', name: 'Cup', sku: 'CUP', quantity: 3 }
  return {
    order: { status, total: 35, refunded, currency: 'EUR', items: [line] },
    refunds,
    returns,
    invoice: { lines: [{ ...line, gross: 30 }], shipping: { gross: 5 } },
  } as unknown as OrderFile
}

const refund = (more: Partial<OrderRefund>): Partial<OrderRefund> => ({
  status: 'succeeded',
  amount: 10,
  shipping: 0,
  lines: [{ lineId: 'lin_1', sku: 'CUP', quantity: 1, amount: 10 }],
  ...more,
})

test('what was paid and has not gone back may be given back, by the pieces that are left', () => {
  expect(refundableOf(file({}), ALL)).toMatchObject({
    left: 35,
    shipping: 5,
    lines: [{ left: 3, gross: 30 }],
  })
  expect(refundableOf(file({ refunded: 10, refunds: [refund({})] }), ALL)).toMatchObject({
    left: 25,
    lines: [{ left: 2 }],
  })
})

test('what is promised counts as gone, and what failed does not', () => {
  expect(refundableOf(file({ refunds: [refund({ status: 'pending' })] }), ALL)).toMatchObject({
    left: 25,
    lines: [{ left: 2 }],
  })
  expect(refundableOf(file({ refunds: [refund({ status: 'failed', shipping: 5 })] }), ALL)).toMatchObject({
    left: 35,
    shipping: 5,
    lines: [{ left: 3 }],
  })
})

test('shipping goes back once, and of an order that is back or cancelled there is nothing to give', () => {
  expect(
    refundableOf(file({ refunded: 15, refunds: [refund({ amount: 15, shipping: 5 })] }), ALL)?.shipping,
  ).toBe(0)
  expect(refundableOf(file({ refunded: 35 }), ALL)).toBeUndefined()
  expect(refundableOf(file({ status: 'cancelled' }), ALL)).toBeUndefined()
  expect(refundableOf(file({}), NOTHING)).toBeUndefined()
})

test('pieces that are not on their way back already may be sent back, once the order has arrived', () => {
  const coming = [{ status: 'approved', lines: [{ lineId: 'lin_1', quantity: 2 }] }]
  const refused = [{ status: 'rejected', lines: [{ lineId: 'lin_1', quantity: 2 }] }]
  expect(returnableOf(file({ returns: coming }), ALL)).toMatchObject([{ left: 1 }])
  expect(returnableOf(file({ returns: refused }), ALL)).toMatchObject([{ left: 3 }])
  expect(returnableOf(file({ status: 'shipped' }), ALL)).toBeUndefined()
  expect(returnableOf(file({}), NOTHING)).toBeUndefined()
})
