/** The inbox for programs: plain JSON of ours, and the shape of MailHog for what was written for that. */
import type { Mail, MailSummary, NotificationClient } from '@rialto/contracts/notification'
import { contract, type Call } from '@rialto/kernel/contract/contract'
import { Id, LIST_LIMIT_DEFAULT, Time, listOf, listQuery } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { hogMessage, HogMessage } from './mailhog.ts'

const MAILHOG_LIMIT_DEFAULT = 50
const MAILHOG_LIMIT_MAX = 250
const START_MAX = 10_000

const To = Type.String({ minLength: 1, maxLength: 254 })

const Summary = Type.Object({
  id: Id,
  from: Type.String(),
  to: Type.String(),
  subject: Type.String(),
  kind: Type.String(),
  channel: Type.String(),
  orderId: Type.Union([Id, Type.Null()]),
  status: Type.String(),
  at: Time,
})

const Whole = Type.Object({
  ...Summary.properties,
  messageId: Type.String(),
  html: Type.String(),
  text: Type.String(),
})

const hogPaging = {
  start: Type.Optional(Type.Integer({ minimum: 0, maximum: START_MAX })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAILHOG_LIMIT_MAX })),
}

const HogList = Type.Object({
  total: Type.Integer(),
  count: Type.Integer(),
  start: Type.Integer(),
  items: Type.Array(HogMessage),
})

export const mailboxApi = contract({
  name: 'mailbox',
  problems: { unknown_notification: { status: 404, title: 'There is no such mail' } },
  routes: {
    list: {
      method: 'GET',
      path: '/api/v1/mails',
      summary:
        'Mails, text messages and push notifications, newest first; `to` is an address or the beginning of one',
      policy: 'public',
      query: listQuery({ to: Type.Optional(To) }),
      output: listOf(Summary),
    },
    get: {
      method: 'GET',
      path: '/api/v1/mails/:id',
      summary: 'One entry with its two forms; a text message has only words',
      policy: 'public',
      params: Type.Object({ id: Id }),
      output: Whole,
      problems: ['unknown_notification'],
    },
    empty: {
      method: 'DELETE',
      path: '/api/v1/mails',
      summary: 'Empty the inbox',
      policy: 'public',
      output: Type.Object({}),
    },
    hogList: {
      method: 'GET',
      path: '/api/v2/messages',
      summary: 'Mails as MailHog lists them',
      policy: 'public',
      query: Type.Object(hogPaging),
      output: HogList,
    },
    hogSearch: {
      method: 'GET',
      path: '/api/v2/search',
      summary: 'Mails to somebody, as MailHog lists them',
      policy: 'public',
      query: Type.Object({ kind: Type.Literal('to'), query: To, ...hogPaging }),
      output: HogList,
    },
    hogEmpty: {
      method: 'DELETE',
      path: '/api/v1/messages',
      summary: 'Empty the inbox, at MailHog’s address',
      policy: 'public',
      output: Type.Object({}),
    },
  },
  events: {},
})

type Paging = { readonly start?: number; readonly limit?: number }

export function mailboxRoutes(client: NotificationClient) {
  const empty = async (_input: unknown, call: Call) => client.emptyInbox({}, call)

  async function hogPage(
    to: string | undefined,
    { start = 0, limit = MAILHOG_LIMIT_DEFAULT }: Paging,
    call: Call,
  ) {
    const { items, total } = await client.mails({ body: { ...toOf(to), limit, skip: start } }, call)
    const mails = await Promise.all(items.map(({ id }) => client.mail({ body: { id } }, call)))
    return { total, count: mails.length, start, items: mails.map(hogMessage) }
  }

  return {
    list: async ({ query }: { query: { to?: string; limit?: number; cursor?: string } }, call: Call) => {
      const { limit = LIST_LIMIT_DEFAULT, ...rest } = query
      const { items, ...list } = await client.mails({ body: { ...rest, limit } }, call)
      return { ...list, items: items.map(summary) }
    },
    get: async ({ params }: { params: { id: string } }, call: Call) =>
      whole(await client.mail({ body: params }, call)),
    empty,
    hogList: async ({ query }: { query: Paging }, call: Call) => hogPage(undefined, query, call),
    hogSearch: async ({ query: { query, ...paging } }: { query: Paging & { query: string } }, call: Call) =>
      hogPage(query, paging, call),
    hogEmpty: empty,
  }
}

function toOf(to: string | undefined) {
  return to === undefined ? {} : { to }
}

function summary({ id, from, to, subject, kind, channel, orderId, status, at }: MailSummary) {
  return { id, from, to, subject, kind, channel, orderId, status, at }
}

function whole(mail: Mail) {
  const { messageId, html, text } = mail
  return { ...summary(mail), messageId, html, text }
}
