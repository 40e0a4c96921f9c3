/** What identity says. None of it holds a name, an address, a password or a token. */
import { described, Id, Nullable } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { MailKind } from './shapes.ts'

const Roles = Type.Array(Type.String())

export const END_REASONS = [
  'logout',
  'refresh_token_reused',
  'password_changed',
  'password_reset',
  'too_many_sessions',
  'revoked',
  'roles_changed',
  'disabled',
  'erased',
] as const

export const identityEvents = {
  user_created: {
    version: 1,
    aliases: ['user_created', 'user.created'],
    data: Type.Object({ userId: Id, roles: Roles }),
  },
  user_logged_in: {
    version: 1,
    aliases: ['user_login', 'user.login'],
    data: Type.Object({ userId: Id, sessionId: Id }),
  },
  session_revoked: {
    version: 1,
    data: Type.Object({ userId: Id, sessionId: Id, reason: Type.Enum(END_REASONS) }),
  },
  roles_changed: { version: 1, data: Type.Object({ userId: Id, roles: Roles }) },
  user_disabled: { version: 1, data: Type.Object({ userId: Id }) },
  user_enabled: { version: 1, data: Type.Object({ userId: Id }) },
  /** Whoever keeps something of this person forgets it, but for what the law wants kept. */
  user_erased: { version: 1, data: Type.Object({ userId: Id }) },
  /** Ask `letters` for the recipient and the token when the mail is written; there may be none by then. */
  mail_wanted: {
    version: 1,
    data: Type.Object({
      actionId: Id,
      kind: MailKind,
      userId: described(
        Nullable(Id),
        'Null where nobody has the name that was typed: asking for it does the same work, and no mail is sent.',
      ),
    }),
  },
} as const
