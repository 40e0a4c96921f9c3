/** Routes about the person: one’s own profile, and accounts for staff. */
import { asking, described, Id, Nullable, line, listOf, listQuery } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { PROVING } from './credentials.ts'
import { Account, Otp, Password, PersonName, Profile, Session } from './shapes.ts'

/** `https://…` or a path of this shop: nothing that a browser would run. */
const Url = asking(
  Type.String({ maxLength: 2_048, pattern: '^(https:/)?/[^\\s\\p{Cc}"\'<>\\\\]+$' }),
  'an https address, or a path of this shop',
)
const Locale = asking(
  Type.String({
    maxLength: 35,
    pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$',
    description: 'BCP 47: the language of mails, “en” or “de-CH”.',
  }),
  'a language like en or de-CH',
)

const ProfileChanges = Type.Object(
  {
    firstName: Type.Optional(Nullable(PersonName)),
    lastName: Type.Optional(Nullable(PersonName)),
    phone: Type.Optional(Nullable(line(32, 0))),
    locale: Type.Optional(Nullable(Locale)),
    avatarUrl: Type.Optional(Nullable(Url)),
  },
  { examples: [{ firstName: 'Alice', lastName: 'Archer', phone: '+1 555 0100' }] },
)

const ROLES_PER_USER_MAX = 10
const UserPath = Type.Object({ id: Id })
const CHANGING = ['unknown_user', 'last_admin'] as const

export const peopleRoutes = {
  profile: {
    method: 'GET',
    path: '/api/v1/profile',
    summary: 'One’s own account',
    policy: 'signed_in',
    output: Profile,
    problems: ['unknown_user'],
    etag: true,
  },
  putProfile: {
    method: 'PUT',
    path: '/api/v1/profile',
    summary: 'Change what is named of one’s own profile: what is absent stays, null clears it',
    policy: 'signed_in',
    body: ProfileChanges,
    output: Profile,
    problems: ['unknown_user', 'lost_update'],
    etag: true,
  },
  patchProfile: {
    method: 'PATCH',
    path: '/api/v1/profile',
    summary: 'The same as PUT',
    policy: 'signed_in',
    body: ProfileChanges,
    output: Profile,
    problems: ['unknown_user', 'lost_update'],
    etag: true,
  },
  erase: {
    method: 'DELETE',
    path: '/api/v1/profile',
    summary:
      'Erase one’s own account for good: names, addresses and payment methods go, orders keep what the law wants kept',
    policy: 'signed_in',
    body: Type.Object({ password: Password, otp: Type.Optional(Otp) }),
    output: Type.Object({ erased: Type.Literal(true) }),
    problems: ['unknown_user', 'last_admin', 'mfa_required', 'invalid_otp', ...PROVING],
  },
  user: {
    method: 'GET',
    path: '/api/v1/users/:id',
    summary: 'An account, for its owner and for staff who may read users',
    policy: 'signed_in',
    params: UserPath,
    output: Profile,
    problems: ['unknown_user'],
    etag: true,
  },
  users: {
    method: 'GET',
    path: '/api/v1/users',
    summary:
      'Accounts for staff, newest first; `q` is the beginning of a mail address, a username or a name, or an id',
    policy: { permission: 'users:read' },
    query: listQuery({
      q: Type.Optional(line(100)),
      role: Type.Optional(line(32)),
      status: Type.Optional(Account.properties.status),
    }),
    output: listOf(Account),
  },
  setRoles: {
    method: 'PUT',
    path: '/api/v1/users/:id/roles',
    summary: 'Say which roles an account has; its sessions end, so that no token tells of the old ones',
    policy: { permission: 'roles:write' },
    params: UserPath,
    body: Type.Object({
      roles: Type.Array(line(32), {
        minItems: 1,
        maxItems: ROLES_PER_USER_MAX,
        uniqueItems: true,
        examples: [['support', 'fulfilment']],
      }),
    }),
    output: Account,
    problems: CHANGING,
  },
  disable: {
    method: 'POST',
    path: '/api/v1/users/:id/disable',
    summary: 'Close an account to its owner: its sessions end at once; twice is the same answer',
    policy: { permission: 'users:write' },
    params: UserPath,
    output: Account,
    problems: CHANGING,
  },
  enable: {
    method: 'POST',
    path: '/api/v1/users/:id/enable',
    summary: 'Open a disabled account again; twice is the same answer',
    policy: { permission: 'users:write' },
    params: UserPath,
    output: Account,
    problems: CHANGING,
  },
  userSessions: {
    method: 'GET',
    path: '/api/v1/users/:id/sessions',
    summary: 'Where a user is signed in, newest first: the latest hundred',
    policy: { permission: 'users:read' },
    params: UserPath,
    output: Type.Object({ items: Type.Array(Session), nextCursor: Type.Null() }),
    problems: ['unknown_user'],
  },
  revokeUserSessions: {
    method: 'DELETE',
    path: '/api/v1/users/:id/sessions',
    summary: 'End all sessions of a user',
    policy: { permission: 'users:write' },
    params: UserPath,
    output: Type.Object({ revoked: described(Type.Integer({ minimum: 0 }), 'How many there were.') }),
    problems: ['unknown_user'],
  },
} as const
