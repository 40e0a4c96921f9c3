/** Notifications: what is told to whom, once per cause. */
import { contract, type Client, type Output } from '@rialto/kernel/contract/contract'
import { Id, Time, listOf, listQuery } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const Nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()])

/** What there is to tell; each kind names the template that tells it. */
export const NOTIFICATION_KINDS = [
  'order_confirmed',
  'order_cancelled',
  'order_refunded',
  'order_shipped',
  'order_delivered',
] as const

/**
 * `delivered_to_inbox`: kept in the built-in inbox, which is all there is without SMTP. `queued`, `sent`:
 * on its way and handed over by SMTP. `parked`: given up after five tries, with the reason.
 */
export const MAIL_STATUSES = ['delivered_to_inbox', 'queued', 'sent', 'parked', 'no_recipient'] as const

const Kind = Type.Enum(NOTIFICATION_KINDS)
const Status = Type.Enum(MAIL_STATUSES)
const Channel = Type.Literal('email')

const Notification = Type.Object({
  id: Id,
  kind: Kind,
  channel: Channel,
  orderId: Id,
  subject: Type.String(),
  at: Time,
  read: Type.Boolean(),
  readAt: Nullable(Time),
})

const LogEntry = Type.Object({
  id: Id,
  kind: Kind,
  channel: Channel,
  orderId: Id,
  userId: Nullable(Id),
  to: Nullable(Type.String()),
  subject: Nullable(Type.String()),
  status: Status,
  tries: Type.Integer({ minimum: 0 }),
  failure: Nullable(Type.String()),
  at: Time,
})

const Recipient = Type.String({ minLength: 1, maxLength: 254 })

const MailSummary = {
  id: Id,
  kind: Kind,
  orderId: Id,
  status: Status,
  from: Type.String(),
  to: Type.String(),
  subject: Type.String(),
  at: Time,
}

const Told = { notificationId: Id, kind: Kind, channel: Channel, orderId: Id, userId: Nullable(Id) }

export const notification = contract({
  name: 'notification',
  problems: {
    unknown_notification: { status: 404, title: 'There is no such notification' },
  },
  routes: {
    list: {
      method: 'GET',
      path: '/api/v1/notifications',
      summary: 'What one was told, newest first',
      policy: 'signed_in',
      query: listQuery({ unread: Type.Optional(Type.Boolean()) }),
      output: listOf(Notification),
    },
    read: {
      method: 'POST',
      path: '/api/v1/notifications/:id/read',
      summary: 'Mark as read; twice is the same answer and changes nothing',
      policy: 'signed_in',
      params: Type.Object({ id: Id }),
      output: Notification,
      problems: ['unknown_notification'],
    },
    log: {
      method: 'GET',
      path: '/api/v1/notifications/log',
      summary: 'Every mail with its fate, newest first, for staff',
      policy: { permission: 'notifications:read' },
      query: listQuery({
        to: Type.Optional(Recipient),
        orderId: Type.Optional(Id),
        status: Type.Optional(Status),
      }),
      output: listOf(LogEntry),
    },
    mails: {
      method: 'POST',
      path: 'mails',
      summary: 'The mails of the built-in inbox, newest first; `to` is an address or the beginning of one',
      policy: 'service',
      body: Type.Object({
        to: Type.Optional(Recipient),
        limit: Type.Integer({ minimum: 1, maximum: 250 }),
        cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
        skip: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
      }),
      output: Type.Object({
        items: Type.Array(Type.Object(MailSummary)),
        nextCursor: Nullable(Type.String()),
        total: Type.Integer({ minimum: 0 }),
      }),
    },
    mail: {
      method: 'POST',
      path: 'mail',
      summary: 'One mail as its recipient sees it',
      policy: 'service',
      body: Type.Object({ id: Id }),
      output: Type.Object({
        ...MailSummary,
        messageId: Type.String(),
        html: Type.String(),
        text: Type.String(),
      }),
      problems: ['unknown_notification'],
    },
    emptyInbox: {
      method: 'POST',
      path: 'empty-inbox',
      summary: 'Empty the built-in inbox; what people were told stays in their own lists and in the log',
      policy: 'service',
      output: Type.Object({}),
    },
  },
  events: {
    sent: { version: 1, aliases: ['notification_sent', 'notification.email'], data: Type.Object(Told) },
    read: { version: 1, aliases: ['notification_read'], data: Type.Object(Told) },
  },
})

export type NotificationClient = Client<typeof notification>
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]
export type MailStatus = (typeof MAIL_STATUSES)[number]
export type NotificationView = Output<(typeof notification)['routes']['list']>['items'][number]
export type NotificationLogEntry = Output<(typeof notification)['routes']['log']>['items'][number]
export type MailSummary = Output<(typeof notification)['routes']['mails']>['items'][number]
export type Mail = Output<(typeof notification)['routes']['mail']>
