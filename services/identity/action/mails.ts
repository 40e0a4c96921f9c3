/** Wanting mails, and saying what they say once they are written. */
import { identity, type IdentityMailKind, type Letter } from '@rialto/contracts/identity'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import { maskEmail } from '@rialto/kernel/observe/log'
import type { Tx } from '@rialto/kernel/sql/database'
import { fullName } from '../account/domain.ts'
import type { IdentityNeeds } from '../needs.ts'
import { ASKED_AGAIN_AFTER_MS, ASKED_PER_HOUR_MAX, ASKED_WINDOW_MS, expiryOf, pageOf } from './domain.ts'
import { countAskedFor, insertAction, listLetters, lockAskedFor } from './store.ts'
import { tokenOf } from './token.ts'

type Wanted = {
  readonly kind: IdentityMailKind
  /** Null for a name that nobody has: the same is done, and nothing is sent. */
  readonly userId: string | null
  readonly email: string | null
  readonly newEmail?: string
}

/** Writes down that a mail is wanted, and says so; without an address nothing is ever sent. */
export async function wantMail(
  { clock, ids, wake }: IdentityNeeds,
  tx: Tx,
  { kind, userId, email, newEmail }: Wanted,
  askedFor?: Buffer,
): Promise<void> {
  const id = ids.next('act')
  const now = clock.now()
  await insertAction(tx, {
    id,
    kind,
    userId,
    email,
    newEmail: newEmail ?? null,
    askedFor: askedFor ?? null,
    createdAt: new Date(now),
    expiresAt: expiryOf(kind, now),
  })
  await publish(tx, [eventOf(identity, 'mail_wanted', userId ?? id, { actionId: id, kind, userId })])
  tx.afterCommit(wake)
}

/** The same, unless it was asked for a minute ago or five times within the hour: those mails are there already. */
export async function wantMailAsked(
  needs: IdentityNeeds,
  tx: Tx,
  wanted: Wanted,
  subject: string,
): Promise<void> {
  const askedFor = needs.secrets.tag('asked for', `${wanted.kind} ${subject}`)
  const now = needs.clock.now()
  await lockAskedFor(tx, askedFor)
  const { times, last } = await countAskedFor(tx, askedFor, new Date(now - ASKED_WINDOW_MS))
  const isTooSoon = last !== null && now - last.getTime() < ASKED_AGAIN_AFTER_MS
  if (isTooSoon || times >= ASKED_PER_HOUR_MAX) return
  await wantMail(needs, tx, wanted, askedFor)
}

export async function writeLetters(
  { db, clock, secrets }: IdentityNeeds,
  actionIds: readonly string[],
): Promise<{ letters: Letter[] }> {
  const rows = await listLetters(db, actionIds, new Date(clock.now()))
  const letters = rows.map((row): Letter => {
    const page = pageOf(row.kind)
    const link = page && { page, token: tokenOf(secrets, row.id), expiresAt: row.expiresAt.toISOString() }
    return {
      actionId: row.id,
      kind: row.kind,
      userId: row.userId,
      to: row.email,
      name: fullName(row),
      locale: row.locale,
      link: link ?? null,
      newEmail: row.newEmail === null ? null : maskEmail(row.newEmail),
      at: row.createdAt.toISOString(),
    }
  })
  return { letters }
}
