/** Routes that begin, prolong and end sessions. */
import { described, Id, Time, spelled } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import {
  AGENT_CHARS_MAX,
  BearerHeader,
  Email,
  Identifier,
  Jwks,
  NewPassword,
  Otp,
  Password,
  PersonName,
  Session,
  SignedIn,
  Token,
  User,
  Username,
} from './shapes.ts'

/** Kept with the session, so that its owner recognises it in the list. */
const AgentHeader = Type.Object({ 'user-agent': Type.Optional(Type.String({ maxLength: AGENT_CHARS_MAX })) })
const RefreshBody = Type.Object({ refreshToken: Type.Optional(Token) })

export const signInRoutes = {
  register: {
    method: 'POST',
    path: '/api/v1/auth/register',
    summary: 'Open an account with an email or a username, and sign in',
    policy: 'public',
    headers: AgentHeader,
    body: Type.Object(
      {
        email: Type.Optional(Email),
        username: Type.Optional(Username),
        password: NewPassword,
        firstName: Type.Optional(PersonName),
        lastName: Type.Optional(PersonName),
      },
      {
        examples: [
          { email: 'test@example.com', password: 'correct horse 9', firstName: 'Test', lastName: 'User' },
        ],
      },
    ),
    output: SignedIn,
    status: 201,
    problems: ['email_taken', 'username_taken', 'unavailable'],
  },
  login: {
    method: 'POST',
    path: '/api/v1/auth/login',
    summary: 'Sign in with an email or a username; with `otp` where a second factor was set up',
    policy: 'public',
    headers: AgentHeader,
    body: Type.Object(
      {
        identifier: spelled(Identifier, 'email', 'username'),
        password: Password,
        otp: Type.Optional(spelled(Otp, 'totp', 'mfaCode')),
      },
      { examples: [{ identifier: 'alice', password: 'password123' }] },
    ),
    output: SignedIn,
    problems: [
      'invalid_credentials',
      'mfa_required',
      'invalid_otp',
      'account_disabled',
      'too_many_requests',
      'unavailable',
    ],
  },
  refresh: {
    method: 'POST',
    path: '/api/v1/auth/refresh',
    summary:
      'Change a refresh token into a new pair; each is good for one use, and a second use ends the session',
    policy: 'public',
    headers: BearerHeader,
    body: RefreshBody,
    output: SignedIn,
    problems: ['invalid_refresh_token', 'refresh_raced'],
  },
  logout: {
    method: 'POST',
    path: '/api/v1/auth/logout',
    summary: 'End the session of the access token, of the refresh token, or of both',
    policy: 'public',
    headers: BearerHeader,
    body: RefreshBody,
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
  sessions: {
    method: 'GET',
    path: '/api/v1/auth/sessions',
    summary: 'Where one is signed in, newest first: the latest hundred',
    policy: 'signed_in',
    output: Type.Object({ items: Type.Array(Session), nextCursor: Type.Null() }),
  },
  revokeSession: {
    method: 'DELETE',
    path: '/api/v1/auth/sessions/:id',
    summary: 'End one of one’s own sessions; its access token is refused from then on',
    policy: 'signed_in',
    params: Type.Object({ id: Id }),
    output: Type.Object({ revoked: Type.Literal(true) }),
    problems: ['unknown_session'],
  },
  revokeOtherSessions: {
    method: 'DELETE',
    path: '/api/v1/auth/sessions',
    summary: 'End all of one’s own sessions but this one',
    policy: 'signed_in',
    output: Type.Object({ revoked: described(Type.Integer({ minimum: 0 }), 'How many there were.') }),
  },
  jwks: {
    method: 'GET',
    path: '/.well-known/jwks.json',
    summary:
      'The public keys of access tokens (RFC 7517), newest first; a new key stands here before it signs',
    policy: 'public',
    output: Jwks,
  },
} as const
