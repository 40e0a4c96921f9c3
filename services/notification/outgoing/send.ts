/**
 * Hands queued messages to outside servers: at least once, because a process can die between the server's
 * yes and the note of it. The Message-ID is the same each time, so that a receiver can drop the second.
 */
import { publish } from '@rialto/kernel/events/outbox'
import type { Needs } from '@rialto/kernel/service/service'
import { afterFailure, messageIdOf, needsLink } from '../domain.ts'
import { failedEvent, sentEvent } from '../mail/told.ts'
import type { Address, Outlets, Refusal } from '../mailer.ts'
import { mattersOf, type MatterNeeds } from '../telling/matter.ts'
import type { Matter } from '../templates/letter.ts'
import { render, subjectOf } from '../templates/render.ts'
import { claimDue, settle, type Outcome, type QueuedMail } from './store.ts'

const MAILS_PER_CLAIM_MAX = 20
/** Longer than a try can take with the time-outs of the mail server's connection. */
const LEASE_MS = 120_000
/** How long mails wait that could not be made because a neighbour is away. */
const AWAY_MS = 5_000
const REASON_LENGTH_MAX = 500

export type SenderNeeds = MatterNeeds &
  Pick<Needs<Record<never, never>>, 'db' | 'log' | 'wake'> & {
    readonly outlets: Outlets
    readonly from: Address
  }

export type Sender = {
  /** Sends soon, without waiting for the job to come round. */
  wake(): void
  /** Sends all that is due. */
  run(): Promise<void>
  close(): Promise<void>
}

export function openSender(needs: SenderNeeds): Sender {
  const { db, clock, log, outlets } = needs
  let asked = false
  let closing = false
  let running: Promise<void> | undefined

  async function sendAll(): Promise<void> {
    while (asked && !closing) {
      asked = false
      const due = await claimDue(db, clock.now(), LEASE_MS, MAILS_PER_CLAIM_MAX)
      if (due.length === 0) return
      await note(needs, due, await sendMany(needs, due))
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
      await Promise.all([outlets.email?.close(), outlets.sms?.close(), outlets.push?.close()])
    },
  }
}

async function sendMany(needs: SenderNeeds, mails: readonly QueuedMail[]): Promise<Outcome[]> {
  let matters: ReadonlyMap<string, Matter>
  try {
    matters = await mattersOf(
      needs,
      mails.filter(({ channel }) => channel === 'email'),
    )
  } catch (error) {
    needs.log.warn({ err: error, count: mails.length }, 'mails wait for what they are to say')
    const dueAt = needs.clock.now() + AWAY_MS
    return mails.map(({ id, tries }) => ({
      id,
      tries,
      status: 'queued',
      dueAt,
      failure: null,
      counts: false,
    }))
  }
  return Promise.all(mails.map((mail) => send(needs, mail, matters.get(mail.id) ?? {})))
}

async function send(needs: SenderNeeds, mail: QueuedMail, matter: Matter): Promise<Outcome> {
  const { id, tries } = mail
  try {
    await handOver(needs, mail, matter)
    return { id, tries, status: 'sent', dueAt: null, failure: null, counts: true }
  } catch (error) {
    const failure = (error instanceof Error ? error.message : String(error)).slice(0, REASON_LENGTH_MAX)
    const next = afterFailure(tries, needs.clock.now(), (error as Refusal).final === true)
    // The server's words may name the recipient: they are kept beside the mail and never logged.
    needs.log.warn({ notificationId: id, tries, outcome: next.outcome }, 'a mail was not taken')
    if (next.outcome !== 'again')
      return { id, tries, status: next.outcome, dueAt: null, failure, counts: true }
    return { id, tries, status: 'queued', dueAt: next.dueAt, failure, counts: true }
  }
}

async function handOver(needs: SenderNeeds, mail: QueuedMail, matter: Matter): Promise<void> {
  const { outlets, from, shopUrl } = needs
  const { id, channel, cause, recipient: to, at } = mail
  if (channel === 'email') {
    if (needsLink(cause.kind) && matter.link === undefined)
      throw final('its link was used, has expired or was taken back')
    const messageId = messageIdOf(id, from.address)
    await outletFor(outlets.email).send({
      ...render(mail, matter, shopUrl),
      from,
      to,
      messageId,
      date: at,
    })
  } else if (channel === 'sms' || channel === 'push') {
    const text = cause.kind === 'message' ? cause.text : subjectOf(mail)
    await outletFor(outlets[channel]).send({ id, to, title: subjectOf(mail), text })
  } else throw final('it was only for its reader’s own list')
}

/** A server that was there when the message was queued may be gone from the settings: it may come back. */
function outletFor<T>(outlet: T | undefined): T {
  if (outlet === undefined) throw new Error('no server is set for this channel any more')
  return outlet
}

function final(reason: string): Refusal {
  return Object.assign(new Error(reason), { final: true })
}

async function note(
  { db, wake }: SenderNeeds,
  mails: readonly QueuedMail[],
  outcomes: readonly Outcome[],
): Promise<void> {
  await db.transaction(async (tx) => {
    const settled = await settle(tx, outcomes)
    const ended = mails.map((mail, i) => ({ mail, status: outcomes[i]?.status }))
    const last = ended.filter(({ mail }) => settled.has(mail.id))
    const sent = last.flatMap(({ mail, status }) => (status === 'sent' ? [mail] : []))
    const lost = last.flatMap(({ mail, status }) =>
      status === 'failed' || status === 'parked' ? [failedEvent(mail, status)] : [],
    )
    await publish(tx, [...(sent.length > 0 ? [sentEvent(sent)] : []), ...lost])
    tx.afterCommit(wake)
  })
}
