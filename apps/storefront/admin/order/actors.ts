/** Who did what stands in a timeline, by name where one may know it. */
import { myShop } from '../../session/shop.ts'
import { nameOf } from '../customer/account.tsx'
import type { Staff } from '../shell/staff.ts'
import type { Happened } from './lane.ts'

export type Actors = ReadonlyMap<string, string>

/** More names than this are not asked for: who else took part reads as staff. */
const NAMES_MAX = 10
const NO_PERSON: Readonly<Record<string, string>> = {
  system: 'the shop',
  service: 'the shop',
  guest: 'the customer',
  anonymous: 'the customer',
}

export async function actorsOf(
  entries: readonly Happened[],
  customerId: string | null,
  staff: Staff,
): Promise<Actors> {
  const ids = new Set(entries.flatMap(({ data: { by } }) => (typeof by === 'string' ? [by] : [])))
  const shop = await myShop()
  const named = await Promise.all(
    [...ids].map(async (id, index): Promise<readonly [string, string]> => {
      const known =
        NO_PERSON[id] ?? (id === customerId ? 'the customer' : id === staff.id ? 'you' : undefined)
      if (known !== undefined) return [id, known]
      if (index >= NAMES_MAX || !staff.may('users:read')) return [id, 'staff']
      // Somebody whose account is gone still did it.
      const name = await shop.identity.user({ params: { id } }).then(nameOf, () => 'staff')
      return [id, name]
    }),
  )
  return new Map(named)
}
