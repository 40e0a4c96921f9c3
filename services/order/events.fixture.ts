/** Events of an order for the tests: each as small as its contract allows, and told a second after the other. */
import type { OrderEvent } from './domain.ts'

export type Kind = OrderEvent['type']

const LINES = [{ sku: 'CUP', quantity: 2 }]

const DATA: { readonly [K in Kind]: Extract<OrderEvent, { type: K }>['data'] } = {
  placed: {
    number: 100_001,
    userId: 'usr_buyer',
    cartId: null,
    currency: 'USD',
    lines: [
      { productId: 'prd_cup', sku: 'CUP', name: 'Cup', quantity: 2, price: 1_000, discount: 0, tax: 100 },
    ],
    subtotal: 2_000,
    discount: 0,
    shipping: 500,
    tax: 100,
    total: 2_600,
    shippingMethod: 'standard',
    pricing: [],
  },
  awaiting_payment: { holdExpiresAt: '2026-01-01T00:15:00.000Z', reason: null },
  confirmed: {
    userId: 'usr_buyer',
    cartId: null,
    paymentId: 'pay_1',
    total: 2_600,
    currency: 'USD',
    lines: LINES,
    stockHeldAt: '2026-01-01T00:00:01.000Z',
    paidAt: '2026-01-01T00:00:02.000Z',
  },
  declined: { paymentId: 'pay_1', reason: 'card_declined', userId: 'usr_buyer', lines: LINES },
  cancelled: { reason: 'requested', by: 'usr_buyer', paid: false, userId: 'usr_buyer', lines: LINES },
  refund_requested: {
    refundId: 'rfn_1',
    amount: 2_600,
    currency: 'USD',
    lines: [{ lineId: 'lin_1', sku: 'CUP', quantity: 2, amount: 2_100 }],
    shipping: 500,
    restock: false,
    reason: null,
    by: 'usr_staff',
    userId: 'usr_buyer',
  },
  refund_failed: { refundId: 'rfn_1', reason: 'not_refundable', userId: 'usr_buyer' },
  refunded: { amount: 2_600, currency: 'USD', userId: 'usr_buyer' },
  shipped: { trackingNumber: 'RT-1', carrier: null, by: 'usr_staff', userId: 'usr_buyer' },
  delivered: { by: 'usr_staff', userId: 'usr_buyer' },
  return_requested: {
    returnId: 'ret_1',
    lines: [{ lineId: 'lin_1', sku: 'CUP', quantity: 2 }],
    reason: null,
    by: 'usr_buyer',
    userId: 'usr_buyer',
  },
  return_approved: { returnId: 'ret_1', by: 'usr_staff', userId: 'usr_buyer' },
  return_rejected: { returnId: 'ret_1', reason: null, by: 'usr_staff', userId: 'usr_buyer' },
  return_received: {
    returnId: 'ret_1',
    lines: [{ lineId: 'lin_1', sku: 'CUP', quantity: 2 }],
    restock: true,
    by: 'usr_staff',
    userId: 'usr_buyer',
  },
  note_added: { noteId: 'nte_1', visibility: 'private', text: null, by: 'usr_staff', userId: 'usr_buyer' },
}

export const KINDS = Object.keys(DATA) as Kind[]

/** The event of a kind, `seconds` after the order was placed, with other data where it matters. */
export function happened<K extends Kind>(
  type: K,
  seconds = 0,
  data: Partial<Extract<OrderEvent, { type: K }>['data']> = {},
): OrderEvent {
  const at = new Date(Date.UTC(2026, 0, 1) + seconds * 1_000).toISOString()
  return { type, at, data: { ...DATA[type], ...data } } as unknown as OrderEvent
}
