/** What staff and scripts send by hand. */
import { described, Id, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Device, Email, Phone, Sent, Title, Topic, Words } from './shapes.ts'

const ByHand = {
  method: 'POST',
  policy: { permission: 'notifications:send' },
  output: Sent,
  status: 201,
  problems: ['no_recipient'],
  idempotent: true,
} as const

const userId = Type.Optional(
  described(Id, 'Whose own list it stands in, and whose address is taken where none is given.'),
)
const topic = Type.Optional(described(Topic, 'What it is about, for the reader’s preferences: `account`.'))
const message = spelled(Words, 'body', 'text', 'content')

export const sendingRoutes = {
  send: {
    ...ByHand,
    path: '/api/v1/notifications/send',
    summary: 'Tell somebody something, by mail unless another channel is named',
    body: Type.Object(
      {
        channel: Type.Optional(
          spelled(Type.Enum(['email', 'sms', 'push', 'in_app']), 'type', 'notificationType'),
        ),
        userId,
        to: Type.Optional(
          spelled(Type.String({ minLength: 1, maxLength: 512 }), 'recipient', 'email', 'phone'),
        ),
        subject: Type.Optional(spelled(Title, 'title')),
        message,
        topic,
      },
      {
        examples: [{ channel: 'email', to: 'ada@example.com', subject: 'Hello', message: 'We have news.' }],
      },
    ),
    problems: ['no_recipient', 'validation_failed'],
  },
  sendEmail: {
    ...ByHand,
    path: '/api/v1/notifications/email',
    summary: 'Send a mail in the shop’s form',
    body: Type.Object(
      {
        to: Type.Optional(spelled(Email, 'email', 'recipient')),
        userId,
        subject: spelled(Title, 'title'),
        message,
        topic,
      },
      { examples: [{ to: 'ada@example.com', subject: 'Hello', message: 'We have news.' }] },
    ),
  },
  sendSms: {
    ...ByHand,
    path: '/api/v1/notifications/sms',
    summary: 'Send a text message; without a provider the sandbox shows it in the inbox',
    body: Type.Object(
      { to: spelled(Phone, 'phone', 'phoneNumber', 'recipient'), userId, message, topic },
      { examples: [{ to: '+15551234567', message: 'Your parcel is waiting.' }] },
    ),
  },
  sendPush: {
    ...ByHand,
    path: '/api/v1/notifications/push',
    summary: 'Send a push notification; without a provider the sandbox shows it in the inbox',
    body: Type.Object(
      {
        to: Type.Optional(spelled(Device, 'device', 'deviceToken', 'token')),
        userId,
        title: spelled(Title, 'subject'),
        message,
        topic,
      },
      { examples: [{ userId: 'usr_1', title: 'Back in stock', message: 'The Murano Cup is back.' }] },
    ),
  },
} as const
