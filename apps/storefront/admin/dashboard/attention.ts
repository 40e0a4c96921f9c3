/** What waits for somebody: counted where it lies, by who may see it, each by itself. */
import type { Rialto } from '@rialto/client'
import type { Permission } from '@rialto/contracts/roles'
import { isFarBehind } from '../event/behind.ts'
import { PLACES } from '../shell/places.ts'
import type { Staff } from '../shell/staff.ts'
import type { Tone } from '../ui/status-pill.tsx'

export type Matter = {
  readonly name: string
  readonly text: string
  readonly tone: Tone
  /** Where it can be dealt with; undefined where this admin has no such page. */
  readonly href: string | undefined
  /** Undefined where it could not be counted just now. */
  readonly count: number | undefined
  /** Whether there are more than `count` says. */
  readonly isMore: boolean
}

type Counted = {
  readonly items: readonly unknown[]
  readonly total?: number
  readonly nextCursor: string | null
}

type Kind = Pick<Matter, 'name' | 'text' | 'tone'> & {
  readonly permission: Permission
  readonly href: string
  readonly ask: (shop: Rialto) => Promise<Counted>
}

const LOOKED_AT_MAX = 100

/** The most pressing first. */
const KINDS: readonly Kind[] = [
  {
    name: 'Payment mismatches',
    text: 'Our books and the provider’s differ',
    tone: 'danger',
    permission: 'payments:reconcile',
    href: '/admin/mismatches',
    ask: (shop) => shop.payment.mismatches({ query: { limit: LOOKED_AT_MAX } }),
  },
  {
    name: 'Dead letters',
    text: 'Events that a service could not take in',
    tone: 'danger',
    permission: 'events:read',
    href: '/admin/events/dead-letters',
    ask: (shop) => shop.event.deadLetters({ query: { limit: LOOKED_AT_MAX } }),
  },
  {
    name: 'Services behind',
    text: 'What others said waits for them longer than it should',
    tone: 'warning',
    permission: 'events:read',
    href: '/admin/events/lag',
    ask: async (shop) => {
      const { items } = await shop.event.lag()
      return { items: items.filter(isFarBehind), nextCursor: null }
    },
  },
  {
    name: 'Refunds pending',
    text: 'Money that is promised and has not gone yet',
    tone: 'warning',
    permission: 'orders:read',
    href: '/admin/orders?paymentStatus=refund_pending',
    ask: (shop) => shop.order.list({ query: { scope: 'all', paymentStatus: 'refund_pending', limit: 1 } }),
  },
  {
    name: 'Awaiting payment',
    text: 'Orders whose stock is held until they are paid',
    tone: 'warning',
    permission: 'orders:read',
    href: '/admin/orders?status=pending%2Cawaiting_payment',
    ask: (shop) => shop.order.list({ query: { scope: 'all', status: 'awaiting_payment,pending', limit: 1 } }),
  },
  {
    name: 'To ship',
    text: 'Paid orders that are still in the house',
    tone: 'info',
    permission: 'orders:ship',
    href: '/admin/orders?sort=createdAt&status=confirmed',
    ask: (shop) => shop.order.list({ query: { scope: 'all', status: 'confirmed', limit: 1 } }),
  },
  {
    name: 'Low stock',
    text: 'SKUs at or below their threshold',
    tone: 'warning',
    permission: 'inventory:read',
    href: '/admin/inventory?lowStock=true',
    ask: (shop) => shop.inventory.list({ query: { lowStock: true, limit: LOOKED_AT_MAX } }),
  },
]

export async function mattersFor(staff: Staff, shop: Rialto): Promise<readonly Matter[]> {
  const kinds = KINDS.filter(({ permission }) => staff.may(permission))
  const matters = await Promise.all(
    kinds.map(async ({ name, text, tone, href, ask }): Promise<Matter> => {
      const about = { name, text, tone, href: isThere(href) ? href : undefined }
      // What cannot be asked is told, and takes nothing from the others.
      const answer = await ask(shop).catch(() => undefined)
      if (!answer) return { ...about, count: undefined, isMore: false }
      const { items, total, nextCursor } = answer
      return { ...about, count: total ?? items.length, isMore: total === undefined && nextCursor !== null }
    }),
  )
  return matters.filter(({ count }) => count !== 0)
}

function isThere(href: string): boolean {
  const path = href.split('?')[0] ?? href
  return PLACES.some(
    (place) => place.path !== '/admin' && (path === place.path || path.startsWith(`${place.path}/`)),
  )
}
