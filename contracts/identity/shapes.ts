/** The shapes of accounts, sessions and tokens. */
import { asking, described, Id, NO_NUL, Nullable, Time, line } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

export const TextOrNull = Nullable(Type.String())

export const EMAIL_CHARS_MAX = 254
const PASSWORD_CHARS_MIN = 6
const PASSWORD_CHARS_MAX = 1024
export const AGENT_CHARS_MAX = 500

/** The HTML standard's idea of a mail address, with a dot in its domain; spaces around it are trimmed. */
const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
export const Email = asking(
  Type.String({
    minLength: 3,
    maxLength: EMAIL_CHARS_MAX,
    pattern: `^ *[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@${LABEL}(?:\\.${LABEL})+ *$`,
  }),
  'a mail address like ada@example.com',
)
export const Username = line(64)
/** What somebody signs in by: an address, a username, or what they take for one. */
export const Identifier = Type.String({ minLength: 1, maxLength: EMAIL_CHARS_MAX, pattern: NO_NUL })

/** For a new password; a profile may want more of it than this. */
export const NewPassword = Type.String({
  minLength: PASSWORD_CHARS_MIN,
  maxLength: PASSWORD_CHARS_MAX,
  pattern: NO_NUL,
  description: 'At least 6 characters in the demo profile; 12, and on no list of stolen ones, in production.',
})
/** For one that is only compared: how long it should have been is nobody's business. */
export const Password = Type.String({
  minLength: 1,
  maxLength: PASSWORD_CHARS_MAX,
  pattern: NO_NUL,
})

export const Token = asking(
  Type.String({ minLength: 1, maxLength: 4096, pattern: '^[\\x21-\\x7e]+$' }),
  'visible ASCII characters without spaces',
)
export const Otp = Type.String({
  minLength: 6,
  maxLength: 32,
  pattern: '^[A-Za-z0-9 -]+$',
  description: 'The six digits of the authenticator, or one of the recovery codes.',
})

/** Where clients of several dialects also put the token that a route is about: `Bearer <token>`. */
export const BearerHeader = Type.Object({ authorization: Type.Optional(Type.String({ maxLength: 5_000 })) })

export const PersonName = line(100, 0)

export const User = Type.Object({
  id: Id,
  email: TextOrNull,
  username: TextOrNull,
  firstName: TextOrNull,
  lastName: TextOrNull,
  roles: Type.Array(Type.String()),
})

export const Profile = Type.Object({
  ...User.properties,
  emailVerified: Type.Boolean({ description: 'Whether its owner has shown to receive mail there.' }),
  phone: TextOrNull,
  locale: TextOrNull,
  avatarUrl: TextOrNull,
  createdAt: Time,
  updatedAt: Time,
})

/** An account as staff sees it. */
export const Account = Type.Object({
  ...Profile.properties,
  status: Type.Union([Type.Literal('active'), Type.Literal('disabled'), Type.Literal('erased')]),
  mfa: Type.Boolean({ description: 'Whether a second factor is asked for at login.' }),
})

export const SignedIn = Type.Object({
  user: User,
  accessToken: Type.String(),
  refreshToken: Type.String(),
  tokenType: Type.Literal('Bearer'),
  expiresIn: Type.Integer({ description: 'Seconds until the access token ends.' }),
  token: Type.String({ description: 'The access token again, under the name that the documents give it.' }),
})

export const Session = Type.Object({
  id: Id,
  current: Type.Boolean({ description: 'Whether it is the one that this request belongs to.' }),
  agent: Nullable(described(Type.String(), 'What the client called itself when it signed in.')),
  createdAt: Time,
  usedAt: described(Time, 'When its tokens were refreshed last.'),
  expiresAt: described(Time, 'When it ends if it is not used before.'),
})

export const Jwks = Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) })

/** Public answers say no more than this, so that they are the same for known and unknown names. */
export const Accepted = Type.Object({ accepted: Type.Literal(true) })

/** What identity wants a mail for. The first three carry a token; the others only tell. */
export const MAIL_KINDS = [
  'verify_email',
  'confirm_email',
  'reset_password',
  'password_changed',
  'email_changed',
  'mfa_enabled',
  'mfa_disabled',
] as const
export const MailKind = Type.Enum(MAIL_KINDS)
