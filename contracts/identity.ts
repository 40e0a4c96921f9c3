/** Who somebody is: accounts, sessions and the tokens that prove them. */
import { contract, type Client, type Input, type Output } from '@rialto/kernel/contract/contract'
import { Id, Time, line, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

/** What an access token is: RFC 9068 with our names. Its keys stand at `jwks`, its sessions end by `revocations`. */
export const ACCESS_TOKEN = {
  issuer: 'rialto',
  audience: 'rialto',
  algorithm: 'EdDSA',
  type: 'at+jwt',
  lifetimeSeconds: 15 * 60,
} as const

const EMAIL_CHARS_MAX = 254
const PASSWORD_CHARS_MIN = 6
const PASSWORD_CHARS_MAX = 1024

/** The HTML standard's idea of a mail address, with a dot in its domain; spaces around it are trimmed. */
const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const Email = Type.String({
  minLength: 3,
  maxLength: EMAIL_CHARS_MAX,
  pattern: `^ *[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@${LABEL}(?:\\.${LABEL})+ *$`,
})
const Username = line(64)

/** For a new password; a profile may want more of it than this. */
const NewPassword = Type.String({
  minLength: PASSWORD_CHARS_MIN,
  maxLength: PASSWORD_CHARS_MAX,
  pattern: '^[^\\u0000]*$',
})
/** For one that is only compared: how long it should have been is nobody's business. */
const Password = Type.String({ minLength: 1, maxLength: PASSWORD_CHARS_MAX, pattern: '^[^\\u0000]*$' })

const Token = Type.String({ minLength: 1, maxLength: 4096, pattern: '^[\\x21-\\x7e]+$' })
/** Where clients of several dialects also put the token that a route is about: `Bearer <token>`. */
const BearerHeader = Type.Object({ authorization: Type.Optional(Type.String({ maxLength: 5_000 })) })

const PersonName = line(100, 0)
const TextOrNull = Type.Union([Type.String(), Type.Null()])

const User = Type.Object({
  id: Id,
  email: TextOrNull,
  username: TextOrNull,
  firstName: TextOrNull,
  lastName: TextOrNull,
  roles: Type.Array(Type.String()),
})

const Profile = Type.Object({ ...User.properties, phone: TextOrNull, createdAt: Time, updatedAt: Time })

const SignedIn = Type.Object({
  user: User,
  accessToken: Type.String(),
  refreshToken: Type.String(),
  tokenType: Type.Literal('Bearer'),
  /** Seconds until the access token ends. */
  expiresIn: Type.Integer(),
  /** The access token again, under the name that the source documents give it. */
  token: Type.String(),
})

const Jwks = Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) })

export const identity = contract({
  name: 'identity',
  problems: {
    email_taken: { status: 409, title: 'There is an account with this email already' },
    username_taken: { status: 409, title: 'There is an account with this username already' },
    invalid_credentials: { status: 401, title: 'Name and password do not match' },
    invalid_refresh_token: { status: 401, title: 'This refresh token is not valid' },
    refresh_raced: { status: 409, title: 'Another request is using this refresh token' },
    unknown_user: { status: 404, title: 'There is no such user' },
  },
  routes: {
    register: {
      method: 'POST',
      path: '/api/v1/auth/register',
      summary: 'Open an account with an email or a username, and sign in',
      policy: 'public',
      body: Type.Object({
        email: Type.Optional(Email),
        username: Type.Optional(Username),
        password: NewPassword,
        firstName: Type.Optional(PersonName),
        lastName: Type.Optional(PersonName),
      }),
      output: SignedIn,
      status: 201,
      problems: ['email_taken', 'username_taken', 'unavailable'],
    },
    login: {
      method: 'POST',
      path: '/api/v1/auth/login',
      summary: 'Sign in with an email or a username',
      policy: 'public',
      body: Type.Object({
        identifier: spelled(Type.String({ minLength: 1, maxLength: EMAIL_CHARS_MAX }), 'email', 'username'),
        password: Password,
      }),
      output: SignedIn,
      problems: ['invalid_credentials', 'too_many_requests', 'unavailable'],
    },
    refresh: {
      method: 'POST',
      path: '/api/v1/auth/refresh',
      summary:
        'Change a refresh token into a new pair; each is good for one use, and a second use ends the session',
      policy: 'public',
      headers: BearerHeader,
      body: Type.Object({ refreshToken: Type.Optional(Token) }),
      output: SignedIn,
      problems: ['invalid_refresh_token', 'refresh_raced'],
    },
    logout: {
      method: 'POST',
      path: '/api/v1/auth/logout',
      summary: 'End the session of the access token, of the refresh token, or of both',
      policy: 'public',
      headers: BearerHeader,
      body: Type.Object({ refreshToken: Type.Optional(Token) }),
      output: Type.Object({ loggedOut: Type.Literal(true) }),
      problems: ['unauthenticated'],
    },
    validate: {
      method: 'POST',
      path: '/api/v1/auth/validate',
      summary: 'Say whether an access token is good just now, and whose it is',
      policy: 'public',
      headers: BearerHeader,
      body: Type.Object({ token: Type.Optional(spelled(Token, 'accessToken', 'access_token')) }),
      output: Type.Object({
        valid: Type.Boolean(),
        user: Type.Optional(User),
        sessionId: Type.Optional(Id),
        expiresAt: Type.Optional(Time),
      }),
      problems: ['unauthenticated'],
    },
    changePassword: {
      method: 'POST',
      path: '/api/v1/auth/change-password',
      summary: 'Set a new password; every other session of the account ends',
      policy: 'signed_in',
      body: Type.Object({
        currentPassword: spelled(Password, 'oldPassword', 'old_password'),
        newPassword: NewPassword,
      }),
      output: Type.Object({ changed: Type.Literal(true) }),
      problems: ['invalid_credentials', 'too_many_requests', 'unavailable'],
    },
    profile: {
      method: 'GET',
      path: '/api/v1/profile',
      summary: 'One’s own account',
      policy: 'signed_in',
      output: Profile,
      problems: ['unknown_user'],
    },
    putProfile: {
      method: 'PUT',
      path: '/api/v1/profile',
      summary: 'Change one’s own names and phone: what is absent stays, null clears it',
      policy: 'signed_in',
      body: Type.Object({
        firstName: Type.Optional(Type.Union([PersonName, Type.Null()])),
        lastName: Type.Optional(Type.Union([PersonName, Type.Null()])),
        phone: Type.Optional(Type.Union([line(32, 0), Type.Null()])),
      }),
      output: Profile,
      problems: ['unknown_user', 'lost_update'],
    },
    user: {
      method: 'GET',
      path: '/api/v1/users/:id',
      summary: 'An account, for its owner and for staff who may read users',
      policy: 'signed_in',
      params: Type.Object({ id: Id }),
      output: Profile,
      problems: ['unknown_user'],
    },
    jwks: {
      method: 'GET',
      path: '/.well-known/jwks.json',
      summary:
        'The public keys of access tokens (RFC 7517), newest first; a new key stands here before it signs',
      policy: 'public',
      output: Jwks,
    },
    keys: {
      method: 'POST',
      path: 'keys',
      summary: 'The public keys that access tokens are verified with (JWKS), newest first',
      policy: 'service',
      output: Jwks,
    },
    revocations: {
      method: 'POST',
      path: 'revocations',
      summary:
        'Sessions that ended since a point (“0”: all that matter) and the next point to ask from; a session may be named again',
      policy: 'service',
      body: Type.Object({
        since: Type.String({ pattern: '^[0-9]{1,20}(:[0-9]{1,20}:[A-Za-z0-9_]{1,64})?$' }),
      }),
      output: Type.Object({
        sessionIds: Type.Array(Id),
        next: Type.String(),
        /** Whether there is more: ask again at once. */
        more: Type.Boolean(),
      }),
    },
    contacts: {
      method: 'POST',
      path: 'contacts',
      summary: 'The mail addresses and names of users; unknown ones are left out',
      policy: 'service',
      body: Type.Object({ userIds: Type.Array(Id, { maxItems: 1_000 }) }),
      output: Type.Object({
        contacts: Type.Array(
          Type.Object({
            userId: Id,
            email: TextOrNull,
            name: TextOrNull,
          }),
        ),
      }),
    },
    seedAccounts: {
      method: 'POST',
      path: 'seed-accounts',
      summary: 'Make the accounts of the demo profile where they are missing; any other profile refuses',
      policy: 'service',
      output: Type.Object({ made: Type.Integer({ minimum: 0 }) }),
      problems: ['forbidden'],
    },
  },
  events: {
    user_created: {
      version: 1,
      aliases: ['user_created', 'user.created'],
      data: Type.Object({ userId: Id, roles: Type.Array(Type.String()) }),
    },
    user_logged_in: {
      version: 1,
      aliases: ['user_login', 'user.login'],
      data: Type.Object({ userId: Id, sessionId: Id }),
    },
    session_revoked: {
      version: 1,
      data: Type.Object({
        userId: Id,
        sessionId: Id,
        reason: Type.Union([
          Type.Literal('logout'),
          Type.Literal('refresh_token_reused'),
          Type.Literal('password_changed'),
          Type.Literal('too_many_sessions'),
        ]),
      }),
    },
  },
})

export type IdentityClient = Client<typeof identity>
type Routes = (typeof identity)['routes']
export type IdentityInput<K extends keyof Routes> = Input<Routes[K]>
export type UserView = Output<Routes['login']>['user']
export type ProfileView = Output<Routes['profile']>
export type SignedInView = Output<Routes['login']>
