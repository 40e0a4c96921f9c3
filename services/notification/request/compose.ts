/**
 * Makes mails of requests: many at a time, asking order and identity once for all of them, and never
 * inside a transaction. What fails stays noted and is tried again; nothing that is told is lost.
 */
import type { IdentityClient } from '@rialto/contracts/identity'
import { notification } from '@rialto/contracts/notification'
import type { OrderClient, OrderReceipt } from '@rialto/contracts/order'
import { coalesce } from '@rialto/kernel/batch/coalescer'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { publish } from '@rialto/kernel/events/outbox'
import type { Needs } from '@rialto/kernel/service/service'
import { afterFailure, contactNeeded, mailOf, type Contact, type MailRequest } from '../domain.ts'
import { toldEvent } from '../mail/told.ts'
import { dueRequests, fulfilRequests, parkRequest, postponeRequest } from './store.ts'

const MAILS_PER_BATCH_MAX = 500
const ASK_TIMEOUT_MS = 5_000
const REASON_LENGTH_MAX = 500

export type ComposerNeeds = Pick<Needs<Record<never, never>>, 'db' | 'clock' | 'ids' | 'log' | 'wake'> & {
  readonly clients: { readonly order: OrderClient; readonly identity: IdentityClient }
  /** Where a mail with an address goes: to the mail server's queue, or nowhere but the inbox. */
  readonly addressed: 'queued' | 'delivered_to_inbox'
  /** Called after mails were queued. */
  readonly onQueued: () => void
}

export type Composer = {
  /** Takes requests just noted. Returns at once; what cannot be done now is left for `sweep`. */
  take(requests: readonly MailRequest[]): void
  /** Does what was left behind. `more` asks to be called again at once. */
  sweep(): Promise<{ readonly more: boolean }>
  drain(): Promise<void>
}

export function openComposer(needs: ComposerNeeds): Composer {
  const { db, clock, ids, log } = needs
  const line = coalesce<MailRequest, void>({
    name: 'notification.compose',
    itemsMax: MAILS_PER_BATCH_MAX,
    lanes: 1,
    run: async (requests) => {
      try {
        await composeMany(needs, requests)
        return requests.map(() => undefined)
      } catch (error) {
        // An outage fails all of them alike: asking again by halves would only add to it.
        if (isOutage(error)) return requests.map(() => error)
        throw error
      }
    },
  })

  /** Says whether it is done with; a failure is noted where the next sweep finds it. */
  async function handle(request: MailRequest): Promise<boolean> {
    try {
      await line(request)
      return true
    } catch (error) {
      if (isOutage(error)) return false
      await noteFailure(request, error).catch((lost: unknown) =>
        log.warn({ err: lost }, 'a failed mail was not noted'),
      )
      return false
    }
  }

  async function noteFailure(request: MailRequest, error: unknown): Promise<void> {
    const tried = { ...request, tries: request.tries + 1 }
    const reason = error instanceof Error ? error.message : String(error)
    const next = afterFailure(tried.tries, clock.now())
    log.warn(
      { orderId: request.orderId, kind: request.cause.kind, tries: tried.tries, err: error },
      'a mail could not be made',
    )
    if (next.outcome === 'again') await postponeRequest(db, tried, next.dueAt)
    else await parkRequest(db, ids.next('ntf'), tried, reason.slice(0, REASON_LENGTH_MAX), clock.now())
  }

  return {
    take: (requests) => {
      for (const request of requests) void handle(request)
    },
    sweep: async () => {
      const left = await dueRequests(db.relaxed, clock.now(), MAILS_PER_BATCH_MAX)
      const done = await Promise.all(left.map(handle))
      return { more: left.length === MAILS_PER_BATCH_MAX && done.every(Boolean) }
    },
    drain: () => line.drain(),
  }
}

async function composeMany(needs: ComposerNeeds, requests: readonly MailRequest[]): Promise<void> {
  const { db, clock, ids, clients, addressed } = needs
  const call: Call = {
    caller: { kind: 'service', name: notification.name },
    requestId: ids.next('req'),
    deadline: clock.now() + ASK_TIMEOUT_MS,
  }
  const orderIds = [...new Set(requests.map(({ orderId }) => orderId))]
  const { receipts } = await clients.order.receipts({ body: { orderIds } }, call)
  const receiptOf = new Map(receipts.map((receipt) => [receipt.orderId, receipt]))
  const contactOf = await contactsFor(clients.identity, receipts, call)
  const mails = requests.map((request) => {
    const receipt = receiptOf.get(request.orderId)
    const contact = receipt?.userId == null ? undefined : contactOf.get(receipt.userId)
    return mailOf(ids.next('ntf'), request, receipt, contact, addressed)
  })

  await db.relaxed.transaction(async (tx) => {
    const fresh = await fulfilRequests(tx, mails, clock.now())
    const delivered = mails.filter(({ id, status }) => status === 'delivered_to_inbox' && fresh.has(id))
    await publish(
      tx,
      delivered.map((mail) => toldEvent('sent', mail)),
    )
    tx.afterCommit(addressed === 'queued' ? needs.onQueued : needs.wake)
  })
}

async function contactsFor(
  identity: IdentityClient,
  receipts: readonly OrderReceipt[],
  call: Call,
): Promise<ReadonlyMap<string, Contact>> {
  const userIds = [...new Set(receipts.map(contactNeeded).filter((userId) => userId !== null))]
  if (userIds.length === 0) return new Map()
  const { contacts } = await identity.contacts({ body: { userIds } }, call)
  return new Map(contacts.map(({ userId, ...contact }) => [userId, contact]))
}

function isOutage(error: unknown): error is Problem {
  return error instanceof Problem && (error.code === 'unavailable' || error.code === 'deadline_exceeded')
}
