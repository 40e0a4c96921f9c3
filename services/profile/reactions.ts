/** What profile does when identity speaks. */
import { identity } from '@rialto/contracts/identity'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import { deleteBooks } from './address/store.ts'
import { deleteMethodsOf } from './payment-method/store.ts'
import { deleteViewsOf } from './view/store.ts'

/** Who is erased leaves nothing here; a second time there is nothing left to delete. */
export function profileReactions(): readonly Reaction[] {
  return [
    on(identity, 'user_erased', async (events, tx) => {
      const userIds = events.map(({ data }) => data.userId)
      await deleteBooks(tx, userIds)
      await deleteMethodsOf(tx, userIds)
      await deleteViewsOf(tx, userIds)
    }),
  ]
}
