/**
 * What letters say beyond what is kept of them: receipts from order, names and links from identity. Asked
 * when somebody looks at a mail or it is sent, for many at once; a token thus stands in no table of ours.
 */
import type { OrderReceipt } from '@rialto/contracts/order'
import { isAboutAccount, isAboutOrder, type Cause } from '../domain.ts'
import type { Matter } from '../templates/letter.ts'
import { contactsOf, ownCall, type TellingNeeds } from './telling.ts'

type Kept = { readonly id: string; readonly about: string; readonly cause: Cause }
export type MatterNeeds = Pick<TellingNeeds, 'clients' | 'clock' | 'ids'> & { readonly shopUrl: string }

/** By the id of the mail. What nobody knows any more is left out of its letter. */
export async function mattersOf(
  needs: MatterNeeds,
  mails: readonly Kept[],
): Promise<ReadonlyMap<string, Matter>> {
  const about = (is: (kind: Cause['kind']) => boolean) => [
    ...new Set(mails.filter(({ cause }) => is(cause.kind)).map((mail) => mail.about)),
  ]
  const [orders, letters] = await Promise.all([
    orderMatters(needs, about(isAboutOrder)),
    accountMatters(needs, about(isAboutAccount)),
  ])
  return new Map(mails.map((mail) => [mail.id, orders.get(mail.about) ?? letters.get(mail.about) ?? {}]))
}

async function orderMatters(
  needs: MatterNeeds,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, Matter>> {
  if (orderIds.length === 0) return new Map()
  const call = ownCall(needs)
  const { receipts } = await needs.clients.order.receipts({ body: { orderIds: [...orderIds] } }, call)
  const nameless = receipts.flatMap(({ name, userId }) => (name === null && userId !== null ? [userId] : []))
  const contacts = await contactsOf(needs, nameless, call)
  return new Map(
    receipts.map((receipt: OrderReceipt) => {
      const name = receipt.name ?? (receipt.userId === null ? null : contacts.get(receipt.userId)?.name)
      return [receipt.orderId, { receipt, ...(name == null ? {} : { name }) }]
    }),
  )
}

async function accountMatters(
  needs: MatterNeeds,
  actionIds: readonly string[],
): Promise<ReadonlyMap<string, Matter>> {
  if (actionIds.length === 0) return new Map()
  const { letters } = await needs.clients.identity.letters(
    { body: { actionIds: [...actionIds] } },
    ownCall(needs),
  )
  return new Map(
    letters.map(({ actionId, name, link, newEmail }) => [
      actionId,
      {
        ...(name === null ? {} : { name }),
        ...(newEmail === null ? {} : { detail: newEmail }),
        ...(link === null
          ? {}
          : { link: `${needs.shopUrl}/${link.page}?token=${encodeURIComponent(link.token)}` }),
      },
    ]),
  )
}
