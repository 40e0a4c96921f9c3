/** Notifications: what is told to whom, once per cause. */
import { contract, type Client, type Output } from '@rialto/kernel/contract/contract'
import { described, Id, Nullable, listOf, listQuery } from '@rialto/kernel/contract/schema'
import Type, { type Static } from 'typebox'
import { notificationEvents } from './notification/events.ts'
import { sendingRoutes } from './notification/sending.ts'
import {
  Channel,
  Kind,
  Locale,
  LogEntry,
  MailSummary,
  Notification,
  Preferences,
  Recipient,
  Sent,
  Status,
  Topic,
  type MAIL_STATUSES,
  type NOTIFICATION_KINDS,
} from './notification/shapes.ts'

const ById = Type.Object({ id: Id })

export const notification = contract({
  name: 'notification',
  summary: 'What people were told: by mail, by text message, in the shop',
  problems: {
    unknown_notification: { status: 404, title: 'There is no such notification' },
    unknown_template: { status: 404, title: 'There is no such template' },
    no_recipient: { status: 422, title: 'There is nobody to send it to' },
    preference_locked: { status: 422, title: 'This cannot be switched off' },
    not_sendable: { status: 409, title: 'This cannot be sent again' },
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
    unreadCount: {
      method: 'GET',
      path: '/api/v1/notifications/unread-count',
      summary: 'How many of one’s own are unread',
      policy: 'signed_in',
      output: Type.Object({ count: Type.Integer({ minimum: 0 }) }),
    },
    read: {
      method: 'POST',
      path: '/api/v1/notifications/:id/read',
      summary: 'Mark as read; twice is the same answer and changes nothing',
      policy: 'signed_in',
      params: ById,
      output: Notification,
      problems: ['unknown_notification'],
    },
    readAll: {
      method: 'POST',
      path: '/api/v1/notifications/read-all',
      summary: 'Mark everything so far as read',
      policy: 'signed_in',
      output: Type.Object({ read: Type.Integer({ minimum: 0 }) }),
    },
    remove: {
      method: 'DELETE',
      path: '/api/v1/notifications/:id',
      summary: 'Take it out of one’s own list; staff still finds it in the log',
      policy: 'signed_in',
      params: ById,
      output: Type.Object({ deleted: Type.Literal(true) }),
      problems: ['unknown_notification'],
    },
    preferences: {
      method: 'GET',
      path: '/api/v1/notifications/preferences',
      summary: 'Which topics reach one by which channel, and in which language',
      policy: 'signed_in',
      output: Preferences,
    },
    putPreferences: {
      method: 'PUT',
      path: '/api/v1/notifications/preferences',
      summary: 'Change some of them: what is absent stays, a null language is that of the account',
      policy: 'signed_in',
      body: Type.Object(
        {
          locale: Type.Optional(Nullable(Locale)),
          items: Type.Optional(
            Type.Array(
              Type.Object({
                topic: Topic,
                channel: Type.Enum(['email', 'sms', 'push']),
                enabled: Type.Boolean(),
              }),
              { maxItems: 50 },
            ),
          ),
        },
        { examples: [{ locale: 'de', items: [{ topic: 'news', channel: 'email', enabled: true }] }] },
      ),
      output: Preferences,
      problems: ['preference_locked'],
    },
    templates: {
      method: 'GET',
      path: '/api/v1/notifications/templates',
      summary: 'The templates and the languages that they are written in',
      policy: { permission: 'notifications:read' },
      output: Type.Object({
        items: Type.Array(Type.Object({ name: Kind, locales: Type.Array(Type.String()) })),
      }),
    },
    template: {
      method: 'GET',
      path: '/api/v1/notifications/templates/:name',
      summary: 'A template filled with an example, as its reader would see it',
      policy: { permission: 'notifications:read' },
      params: Type.Object({ name: Id }),
      query: Type.Object({ locale: Type.Optional(Locale) }),
      output: Type.Object({
        name: Kind,
        locale: Type.String(),
        subject: Type.String(),
        html: Type.String(),
        text: Type.String(),
      }),
      problems: ['unknown_template'],
    },
    log: {
      method: 'GET',
      path: '/api/v1/notifications/log',
      summary: 'Everything that was told, with its fate, newest first, for staff',
      policy: { permission: 'notifications:read' },
      query: listQuery({
        to: Type.Optional(described(Recipient, 'Looked for among the newest hundred thousand.')),
        orderId: Type.Optional(Id),
        userId: Type.Optional(Id),
        status: Type.Optional(Status),
        kind: Type.Optional(Kind),
        channel: Type.Optional(Channel),
      }),
      output: listOf(LogEntry),
    },
    resend: {
      method: 'POST',
      path: '/api/v1/notifications/:id/resend',
      summary: 'Send it once more, as a notification of its own, to whoever is its recipient now',
      policy: { permission: 'notifications:send' },
      params: ById,
      output: Sent,
      status: 201,
      problems: ['unknown_notification', 'not_sendable', 'no_recipient'],
      idempotent: true,
    },
    ...sendingRoutes,
    mails: {
      method: 'POST',
      path: 'mails',
      summary: 'The built-in inbox, newest first; `to` is looked for among the newest hundred thousand',
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
      summary: 'One entry of the inbox as its recipient sees it',
      policy: 'service',
      body: Type.Object({ id: Id }),
      output: Type.Object({
        ...MailSummary,
        messageId: Type.String(),
        html: described(Type.String(), 'Empty for a text message or a push notification.'),
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
  events: notificationEvents,
})

export type NotificationClient = Client<typeof notification>
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]
export type NotificationChannel = Static<typeof Channel>
export type NotificationTopic = Static<typeof Topic>
export type MailStatus = (typeof MAIL_STATUSES)[number]
type Routes = (typeof notification)['routes']
export type NotificationView = Output<Routes['list']>['items'][number]
export type NotificationLogEntry = Output<Routes['log']>['items'][number]
export type NotificationPreferences = Output<Routes['preferences']>
export type SentView = Output<Routes['send']>
export type MailSummary = Output<Routes['mails']>['items'][number]
export type Mail = Output<Routes['mail']>
