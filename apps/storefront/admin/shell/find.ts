/** What the palette finds: a few of each kind, of what the person may see. */
import type { Rialto } from '@rialto/client'
import type { Staff } from './staff.ts'

export type Found = {
  readonly kind: 'Orders' | 'Products' | 'Customers'
  readonly href: string
  readonly title: string
  readonly note: string
}

const EACH_MAX = 5

export async function find(shop: Rialto, staff: Staff, text: string): Promise<readonly Found[]> {
  const [orders, customers] = await Promise.all([
    staff.may('orders:read') ? orNothing(findOrders(shop, text)) : [],
    staff.may('users:read') ? orNothing(findCustomers(shop, text)) : [],
  ])
  return [...orders, ...customers]
}

async function findOrders(shop: Rialto, q: string): Promise<Found[]> {
  const { items } = await shop.order.list({ query: { scope: 'all', q, limit: EACH_MAX } })
  return items.map(({ id, number, status, shippingAddress, email }) => ({
    kind: 'Orders',
    href: `/admin/orders/${id}`,
    title: `Order ${number}`,
    note: [shippingAddress?.name ?? email, status.replaceAll('_', ' ')].filter(Boolean).join(' · '),
  }))
}

async function findCustomers(shop: Rialto, q: string): Promise<Found[]> {
  const { items } = await shop.identity.users({ query: { q: q.slice(0, 100), limit: EACH_MAX } })
  return items.map(({ id, firstName, lastName, email, username }) => ({
    kind: 'Customers',
    href: `/admin/customers/${id}`,
    title: [firstName, lastName].filter(Boolean).join(' ') || (username ?? email ?? id),
    note: email ?? '',
  }))
}

/** One kind that cannot be looked through takes nothing from the others. */
async function orNothing(finding: Promise<Found[]>): Promise<Found[]> {
  return finding.catch(() => [])
}
