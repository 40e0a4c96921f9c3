/**
 * Hands queued mails to the mail server: at least once, because a process can die between the server's
 * yes and the note of it. The Message-ID is the same each time, so that a receiver can drop the second.
 */
import { publish } from '@rialto/kernel/events/outbox'
import type { Needs } from '@rialto/kernel/service/service'
import { afterFailure, messageIdOf } from '../domain.ts'
import { toldEvent } from '../mail/told.ts'
import type { Address, Mailer } from '../mailer.ts'
import { render } from '../templates/render.ts'
import { claimDue, settle, type Outcome, type QueuedMail } from './store.ts'

const MAILS_PER_CLAIM_MAX = 20
/** Longer than a try can take with the time-outs of the mail server's connection. */
const LEASE_MS = 120_000
const REASON_LENGTH_MAX = 500

export type SenderNeeds = Pick<Needs<Record<never, never>>, 'db' | 'clock' | 'log' | 'wake'> & {
  readonly mailer: Mailer
  readonly from: Address
  readonly shopUrl: string
}

export type Sender = {
  /** Sends soon, without waiting for the job to come round. */
  wake(): void
  /** Sends all that is due. */
  run(): Promise<void>
  close(): Promise<void>
}

export function openSender(needs: SenderNeeds): Sender {
  const { db, clock, log } = needs
  let asked = false
  let closing = false
  let running: Promise<void> | undefined

  async function sendAll(): Promise<void> {
    while (asked && !closing) {
      asked = false
      const due = await claimDue(db, clock.now(), LEASE_MS, MAILS_PER_CLAIM_MAX)
      if (due.length === 0) return
      await note(needs, due, await Promise.all(due.map((mail) => send(needs, mail))))
      asked = true
    }
  }

  function run(): Promise<void> {
    asked = true
    running ??= sendAll().finally(() => (running = undefined))
    return running
  }

  return {
    wake: () => void run().catch((error: unknown) => log.warn({ err: error }, 'mails will be sent later')),
    run,
    close: async () => {
      closing = true
      await running?.catch(() => {})
      await needs.mailer.close()
    },
  }
}

async function send({ mailer, from, shopUrl, clock, log }: SenderNeeds, mail: QueuedMail): Promise<Outcome> {
  const { id, kind, orderId, recipient, tries, at } = mail
  try {
    const messageId = messageIdOf(kind, orderId, from.address)
    await mailer.send({ ...render(mail, shopUrl), from, to: recipient, messageId, date: at })
    return { id, tries, status: 'sent', dueAt: null, failure: null }
  } catch (error) {
    const failure = (error instanceof Error ? error.message : String(error)).slice(0, REASON_LENGTH_MAX)
    const next = afterFailure(tries, clock.now())
    // The server's words may name the recipient: they are kept beside the mail and never logged.
    log.warn({ notificationId: id, tries, outcome: next.outcome }, 'a mail was not taken')
    if (next.outcome === 'parked') return { id, tries, status: 'parked', dueAt: null, failure }
    return { id, tries, status: 'queued', dueAt: next.dueAt, failure }
  }
}

async function note(
  { db, wake }: SenderNeeds,
  mails: readonly QueuedMail[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const sent = new Set(outcomes.filter(({ status }) => status === 'sent').map(({ id }) => id))
  await db.transaction(async (tx) => {
    const settled = await settle(tx, outcomes)
    await publish(
      tx,
      mails.filter(({ id }) => sent.has(id) && settled.has(id)).map((mail) => toldEvent('sent', mail)),
    )
    tx.afterCommit(wake)
  })
}
