/** What a shop needs before its first order: counted where it lies, for those who may do it. */
import type { Rialto } from '@rialto/client'
import { STAFF_ROLES, type Permission } from '@rialto/contracts/roles'
import type { Staff } from '../shell/staff.ts'

export type FirstStep = {
  readonly name: string
  readonly text: string
  readonly href: string
  readonly isDone: boolean
}

type Kind = Omit<FirstStep, 'isDone'> & {
  readonly permission: Permission
  readonly ask: (shop: Rialto) => Promise<boolean>
}

const LOOKED_AT_MAX = 100

/** In the order in which one needs the other. */
const KINDS: readonly Kind[] = [
  {
    name: 'Make a category',
    text: 'Shoppers walk through them.',
    permission: 'products:write',
    href: '/admin/categories',
    ask: async (shop) => (await shop.catalog.categories()).items.length > 0,
  },
  {
    name: 'Put a first product on sale',
    text: 'A name and a price are enough to begin with.',
    permission: 'products:write',
    href: '/admin/products/new',
    ask: async (shop) => (await shop.catalog.list({ query: { limit: 1 } })).items.length > 0,
  },
  {
    name: 'Count its stock',
    text: 'What is not there is not sold.',
    permission: 'inventory:adjust',
    href: '/admin/inventory',
    ask: async (shop) => {
      const { items } = await shop.inventory.list({ query: { limit: LOOKED_AT_MAX } })
      return items.some(({ onHand }) => onHand > 0)
    },
  },
  {
    name: 'Let a colleague in',
    text: 'With a role that may do what they are there for, and no more.',
    permission: 'users:read',
    href: '/admin/settings/staff',
    ask: async (shop) => {
      const answers = await Promise.all(
        STAFF_ROLES.map((role) => shop.identity.users({ query: { role, limit: 2 } })),
      )
      return new Set(answers.flatMap(({ items }) => items.map(({ id }) => id))).size > 1
    },
  },
  {
    name: 'Place a first order',
    text: 'As a guest, in your own shop, with the card 4242 4242 4242 4242 of the payment sandbox.',
    permission: 'orders:read',
    href: '/',
    ask: async (shop) => (await shop.order.list({ query: { scope: 'all', limit: 1 } })).items.length > 0,
  },
]

/** None from the first order on, or where one could not be asked: a shop at work is not told to begin. */
export async function firstSteps(staff: Staff, shop: Rialto): Promise<readonly FirstStep[]> {
  const kinds = KINDS.filter(({ permission }) => staff.may(permission))
  try {
    const steps = await Promise.all(
      kinds.map(async ({ name, text, href, ask }) => ({ name, text, href, isDone: await ask(shop) })),
    )
    return steps.at(-1)?.isDone ? [] : steps
  } catch {
    return []
  }
}
