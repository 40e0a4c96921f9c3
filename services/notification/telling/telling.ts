/**
 * Whom events are told to: asked of order and identity once for a whole batch, before the transaction in
 * which the mails are written. What fails there comes again with its events; nothing is told by halves.
 */
import type { IdentityClient } from '@rialto/contracts/identity'
import { notification, type NotificationChannel } from '@rialto/contracts/notification'
import type { OrderClient } from '@rialto/contracts/order'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Needs } from '@rialto/kernel/service/service'
import type { Tx } from '@rialto/kernel/sql/database'
import { statusOf, type Cause, type NewMail, type Outlet } from '../domain.ts'
import { insertMails } from './store.ts'

const ASK_TIMEOUT_MS = 5_000

export type TellingNeeds = Pick<Needs<Record<never, never>>, 'db' | 'clock' | 'ids' | 'log' | 'wake'> & {
  readonly clients: { readonly order: OrderClient; readonly identity: IdentityClient }
  /** Where the messages of a channel go. */
  readonly outletOf: (channel: NotificationChannel) => Outlet
  /** Called after some were queued. */
  readonly onQueued: () => void
}

export type Addressee = {
  readonly userId: string | null
  readonly email: string | null
  readonly locale: string | null
}

export type Addressees = ReadonlyMap<string, Addressee & { readonly number: string }>

/** A call in the name of this service, for what no client waits for. */
export function ownCall({ clock, ids }: Pick<TellingNeeds, 'clock' | 'ids'>): Call {
  return {
    caller: { kind: 'service', name: notification.name },
    requestId: ids.next('req'),
    deadline: clock.now() + ASK_TIMEOUT_MS,
  }
}

/** Whom orders are about, by order. An account is asked for only where the order has no address of its own. */
export async function addresseesOf(needs: TellingNeeds, orderIds: readonly string[]): Promise<Addressees> {
  const call = ownCall(needs)
  const { addressees } = await needs.clients.order.addressees(
    { body: { orderIds: [...new Set(orderIds)] } },
    call,
  )
  const accounts = addressees.flatMap(({ email, userId }) =>
    email === null && userId !== null ? [userId] : [],
  )
  const contacts = await contactsOf(needs, accounts, call)
  return new Map(
    addressees.map(({ orderId, number, userId, email }) => {
      const contact = userId === null ? undefined : contacts.get(userId)
      return [
        orderId,
        { number, userId, email: email ?? contact?.email ?? null, locale: contact?.locale ?? null },
      ]
    }),
  )
}

export async function contactsOf(
  { clients }: Pick<TellingNeeds, 'clients'>,
  userIds: readonly string[],
  call: Call,
): Promise<ReadonlyMap<string, { email: string | null; name: string | null; locale: string | null }>> {
  if (userIds.length === 0) return new Map()
  const { contacts } = await clients.identity.contacts({ body: { userIds: [...new Set(userIds)] } }, call)
  return new Map(contacts.map(({ userId, email, name, locale = null }) => [userId, { email, name, locale }]))
}

/** Whom the mails about accounts go to, by action. What is used, expired or erased is nobody's. */
export async function accountAddresseesOf(
  needs: TellingNeeds,
  actionIds: readonly string[],
): Promise<ReadonlyMap<string, Addressee>> {
  if (actionIds.length === 0) return new Map()
  const { letters } = await needs.clients.identity.letters(
    { body: { actionIds: [...actionIds] } },
    ownCall(needs),
  )
  return new Map(letters.map(({ actionId, userId, to, locale }) => [actionId, { userId, email: to, locale }]))
}

export type Occasion = {
  readonly about: string
  readonly occasion?: string
  readonly cause: Cause
  readonly addressee: Addressee | undefined
}

/** The mail of an occasion. Without an address there is nobody to write to, and that is recorded. */
function mailOf(
  { ids, outletOf }: Pick<TellingNeeds, 'ids' | 'outletOf'>,
  { about, occasion = '', cause, addressee }: Occasion,
): NewMail {
  const recipient = addressee?.email ?? null
  return {
    id: ids.next('ntf'),
    about,
    occasion,
    channel: 'email',
    userId: addressee?.userId ?? null,
    recipient,
    locale: addressee?.locale ?? null,
    cause,
    status: statusOf(recipient, outletOf('email')),
  }
}

/** Writes what there is to tell beside the memory of its events. Safe twice: a cause is told once. */
export async function tell(needs: TellingNeeds, tx: Tx, occasions: readonly Occasion[]): Promise<void> {
  const mails = occasions.map((occasion) => mailOf(needs, occasion))
  const queued = await insertMails(tx, mails, needs.clock.now())
  tx.afterCommit(queued > 0 ? needs.onQueued : needs.wake)
}
