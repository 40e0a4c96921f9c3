/** Who did something: by name, and with a way to the account, where one may know it. */
import { cache } from 'react'
import { myShop } from '../../session/shop.ts'
import { staff } from '../shell/staff.ts'
import { nameOf } from './account.tsx'

/** What stands in the place of a user where nobody acted by hand. */
const NO_PERSON: Readonly<Record<string, string>> = { service: 'the shop', system: 'the shop' }

export async function Who({ id }: { readonly id: string }) {
  if (!id.startsWith('usr_')) return <span>{NO_PERSON[id] ?? id}</span>
  const reader = await staff()
  if (id === reader.id) return <span>you</span>
  if (!reader.may('users:read')) return <span>a member of staff</span>
  return (
    <a href={`/admin/customers/${id}`} className="text-link underline underline-offset-2">
      {(await nameOfUser(id)) ?? 'a member of staff'}
    </a>
  )
}

/** Asked once a page, however often somebody acted. Somebody whose account is gone still did it. */
const nameOfUser = cache(async (id: string): Promise<string | undefined> =>
  (await myShop()).identity.user({ params: { id } }).then(nameOf, () => undefined),
)
