/** What staff and scripts send by hand: to an address, or to a person by the channel that they left open. */
import type { NotificationChannel, NotificationTopic, SentView } from '@rialto/contracts/notification'
import { ADDRESS_PATTERNS } from '@rialto/contracts/notification/shapes'
import type { Answer, Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { once } from '@rialto/kernel/idempotency/idempotency'
import { channelFor, statusOf, type NewMail } from '../domain.ts'
import { findPreference } from '../preference/store.ts'
import { insertMails } from '../telling/store.ts'
import { contactsOf, type TellingNeeds } from '../telling/telling.ts'

type Asked = {
  readonly channel: NotificationChannel
  readonly userId?: string
  readonly to?: string
  readonly subject?: string
  readonly message: string
  readonly topic?: NotificationTopic
}
type Body<K extends keyof Asked> = { readonly body: Omit<Asked, 'channel'> & Required<Pick<Asked, K>> }

const SUBJECT_CHARS_MAX = 80

const ADDRESSES: Readonly<
  Record<Exclude<NotificationChannel, 'in_app'>, { readonly pattern: RegExp; readonly like: string }>
> = {
  email: { pattern: new RegExp(ADDRESS_PATTERNS.email, 'u'), like: 'ada@example.com' },
  sms: { pattern: new RegExp(ADDRESS_PATTERNS.sms, 'u'), like: '+15551234567' },
  push: {
    pattern: new RegExp(ADDRESS_PATTERNS.push, 'u'),
    like: 'the name that its push service gave a device',
  },
}

export function messageRoutes(needs: TellingNeeds) {
  const send = (asked: Asked, call: Call) => sendByHand(needs, asked, call)
  return {
    send: async (
      { body: { channel = 'email', ...asked } }: { body: Omit<Asked, 'channel'> & Partial<Asked> },
      call: Call,
    ) => {
      checkAddress(channel, asked.to)
      return send({ ...asked, channel }, call)
    },
    sendEmail: async ({ body }: Body<'subject'>, call: Call) => send({ ...body, channel: 'email' }, call),
    sendSms: async ({ body }: Body<'to'>, call: Call) => send({ ...body, channel: 'sms' }, call),
    sendPush: async ({ body: { title, ...body } }: Titled, call: Call) =>
      send({ ...body, subject: title, channel: 'push' }, call),
  }
}

type Titled = { readonly body: Omit<Asked, 'channel' | 'subject'> & { readonly title: string } }

async function sendByHand(needs: TellingNeeds, asked: Asked, call: Call): Promise<Answer> {
  const { db, ids, clock, outletOf } = needs
  const { userId = null, message, topic = 'account' } = asked
  const preference = userId === null ? undefined : await findPreference(db, userId)
  const channel = preference ? channelFor(preference.choices, topic, asked.channel) : asked.channel
  const to = await recipientOf(needs, { ...asked, channel }, call)
  return once(db, call, 201, async (tx): Promise<SentView> => {
    const id = ids.next('ntf')
    const now = clock.now()
    const mail: NewMail = {
      id,
      about: id,
      occasion: '',
      channel,
      userId,
      recipient: to.address,
      locale: to.locale,
      cause: { kind: 'message', subject: asked.subject ?? subjectIn(message), text: message },
      status: channel === 'in_app' ? 'kept' : statusOf(to.address, outletOf(channel)),
    }
    const queued = await insertMails(tx, [mail], now)
    tx.afterCommit(queued > 0 ? needs.onQueued : needs.wake)
    return { id, channel, status: mail.status, at: new Date(now).toISOString() }
  })
}

async function recipientOf(
  needs: TellingNeeds,
  { channel, to, userId }: Asked,
  call: Call,
): Promise<{ readonly address: string | null; readonly locale: string | null }> {
  if (channel === 'in_app') {
    if (userId !== undefined) return { address: null, locale: null }
    throw nobody('A list has an owner: name one in userId.')
  }
  if (to !== undefined) return { address: to, locale: null }
  if (userId === undefined) throw nobody(`Name a recipient in “to” (${ADDRESSES[channel].like}) or a userId.`)
  if (channel === 'email') {
    const contact = (await contactsOf(needs, [userId], call)).get(userId)
    if (contact?.email) return { address: contact.email, locale: contact.locale }
    throw nobody(`${userId} has no mail address.`)
  }
  // Devices are known to push services only; the sandbox shows whose they would be.
  if (channel === 'push' && needs.outletOf('push') === 'delivered_to_inbox')
    return { address: userId, locale: null }
  throw nobody(`Nobody knows where ${userId} gets ${channel} messages: name it in “to”.`)
}

function checkAddress(channel: NotificationChannel, to: string | undefined): void {
  if (channel === 'in_app' || to === undefined || ADDRESSES[channel].pattern.test(to)) return
  throw new Problem('validation_failed', {
    detail: `“to” is no address for ${channel}: it should be like ${ADDRESSES[channel].like}.`,
    errors: [{ path: '/to', message: `is no address for ${channel}`, code: 'format' }],
  })
}

/** The first line, where nobody gave a subject. */
function subjectIn(message: string): string {
  const first = message.trim().split('\n', 1)[0] ?? ''
  return first.length > SUBJECT_CHARS_MAX ? `${first.slice(0, SUBJECT_CHARS_MAX - 1)}…` : first
}

function nobody(detail: string): Problem {
  return new Problem('no_recipient', { detail })
}
