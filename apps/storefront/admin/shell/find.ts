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
  const [orders, products, customers] = await Promise.all([
    staff.may('orders:read') ? orNothing(findOrders(shop, text)) : [],
    staff.may('products:write') ? orNothing(findProducts(shop, text)) : [],
    staff.may('users:read') ? orNothing(findCustomers(shop, text)) : [],
  ])
  return [...orders, ...products, ...customers]
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

async function findProducts(shop: Rialto, text: string): Promise<Found[]> {
  const q = text.slice(0, 100)
  const [named, exact] = await Promise.all([
    shop.catalog.list({ query: { q, limit: EACH_MAX } }),
    /^[A-Za-z0-9_.:@-]{1,64}$/.test(q) ? shop.catalog.list({ query: { ids: q } }) : { items: [] },
  ])
  const all = new Map([...exact.items, ...named.items].map((product) => [product.id, product]))
  return [...all.values()].map(({ id, name, sku }) => ({
    kind: 'Products',
    href: `/admin/products/${encodeURIComponent(id)}`,
    title: name,
    note: sku,
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
