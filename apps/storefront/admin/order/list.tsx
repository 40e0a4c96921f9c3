/** The list of orders: what it can be narrowed by, its columns, and the views that come with it. */
import type { OrderView } from '@rialto/contracts/order'
import type { List, ListSpec } from '../ui/table/list.ts'
import { Ago } from '../ui/ago.tsx'
import { Money } from '../ui/money.tsx'
import type { Column } from '../ui/table/data-table.tsx'
import type { Filter } from '../ui/table/filter-bar.tsx'
import type { View } from '../ui/table/view-tabs.tsx'
import { OrderStatus, PaymentStatus, PAYMENT_STATUS_OPTIONS, STATUS_OPTIONS } from './status.tsx'

export const ORDER_LIST = {
  path: '/admin/orders',
  filters: ['q', 'status', 'paymentStatus', 'from', 'to', 'userId'],
  sorts: ['-createdAt', 'createdAt', '-total', 'total'],
} as const satisfies ListSpec

export const ORDER_FILTERS: readonly Filter[] = [
  { name: 'q', label: 'Search orders', kind: 'text', hint: 'Number, mail address or name' },
  { name: 'status', label: 'Status', kind: 'choice', options: STATUS_OPTIONS },
  { name: 'paymentStatus', label: 'Payment', kind: 'choice', options: PAYMENT_STATUS_OPTIONS },
  { name: 'from', label: 'From', kind: 'day' },
  { name: 'to', label: 'To', kind: 'day' },
]

export const ORDER_VIEWS: readonly View[] = [
  { name: 'All', state: '' },
  { name: 'To ship', state: 'status=confirmed&sort=createdAt' },
  { name: 'Awaiting payment', state: 'status=pending,awaiting_payment' },
  { name: 'On their way', state: 'status=shipped' },
  { name: 'Refund pending', state: 'paymentStatus=refund_pending' },
  { name: 'Ended', state: 'status=cancelled,declined,returned,refunded' },
]

export const ORDER_COLUMNS: readonly Column<OrderView>[] = [
  { name: 'number', title: 'Order', cell: ({ number }) => number, isOnPhone: true },
  {
    name: 'customer',
    title: 'Customer',
    isLong: true,
    isOnPhone: true,
    cell: ({ shippingAddress, email, userId }) => (
      <span>{shippingAddress?.name ?? email ?? (userId === null ? 'Guest' : 'No name given')}</span>
    ),
  },
  {
    name: 'total',
    title: 'Total',
    sort: 'total',
    isAtEnd: true,
    isOnPhone: true,
    cell: ({ total, currency }) => <Money amount={total} currency={currency} />,
  },
  { name: 'status', title: 'Status', isOnPhone: true, cell: ({ status }) => <OrderStatus status={status} /> },
  {
    name: 'placed',
    title: 'Placed',
    sort: 'createdAt',
    isOnPhone: true,
    cell: ({ createdAt }) => <Ago at={createdAt} />,
  },
  {
    name: 'payment',
    title: 'Payment',
    isOnPhone: true,
    cell: ({ paymentStatus }) => <PaymentStatus status={paymentStatus} />,
  },
  {
    name: 'pieces',
    title: 'Pieces',
    isAtEnd: true,
    cell: ({ items }) => items.reduce((sum, { quantity }) => sum + quantity, 0).toLocaleString('en'),
  },
  {
    name: 'delivery',
    title: 'Delivery',
    cell: ({ shippingMethod }) => (
      <span className="inline-block first-letter:uppercase">{shippingMethod}</span>
    ),
  },
  {
    name: 'country',
    title: 'Country',
    cell: ({ shippingAddress }) => <span>{shippingAddress?.country ?? '–'}</span>,
  },
]

/** What to ask the API for beside page and sort. Days are those of whoever looks. */
export function orderQuestion(narrowed: List['narrowed'], timeZone: string) {
  const { from, to, ...rest } = narrowed
  return {
    scope: 'all' as const,
    ...rest,
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(isDay(from) || isDay(to) ? { timeZone } : {}),
  }
}

function isDay(text: string | undefined): boolean {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text)
}
