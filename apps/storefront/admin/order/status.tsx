/** The states of an order and of its payment, as staff reads them. */
import type { OrderView } from '@rialto/contracts/order'
import { StatusPill, type Tone } from '../ui/status-pill.tsx'

type Status = OrderView['status']
type PaymentStatus = OrderView['paymentStatus']
type Said = readonly [text: string, tone: Tone]

const STATUSES: Readonly<Record<Status, Said>> = {
  pending: ['Pending', 'neutral'],
  awaiting_payment: ['Awaiting payment', 'warning'],
  confirmed: ['To ship', 'info'],
  shipped: ['Shipped', 'info'],
  delivered: ['Delivered', 'success'],
  cancelled: ['Cancelled', 'neutral'],
  declined: ['Declined', 'danger'],
  returned: ['Returned', 'neutral'],
  refunded: ['Refunded', 'neutral'],
}

const PAYMENT_STATUSES: Readonly<Record<PaymentStatus, Said>> = {
  unpaid: ['Unpaid', 'neutral'],
  paid: ['Paid', 'success'],
  declined: ['Declined', 'danger'],
  refund_pending: ['Refund pending', 'warning'],
  partially_refunded: ['Partly refunded', 'neutral'],
  refunded: ['Refunded', 'neutral'],
}

export function OrderStatus({ status }: { readonly status: Status }) {
  const [text, tone] = STATUSES[status]
  return <StatusPill tone={tone}>{text}</StatusPill>
}

export function PaymentStatus({ status }: { readonly status: PaymentStatus }) {
  const [text, tone] = PAYMENT_STATUSES[status]
  return <StatusPill tone={tone}>{text}</StatusPill>
}

export const STATUS_OPTIONS = optionsOf(STATUSES)
export const PAYMENT_STATUS_OPTIONS = optionsOf(PAYMENT_STATUSES)

function optionsOf(states: Readonly<Record<string, Said>>): readonly (readonly [string, string])[] {
  return Object.entries(states).map(([value, [text]]) => [value, text])
}
