/** What other services and gateways ask of identity. */
import { described, Id, Nullable, Time } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Jwks, MailKind, TextOrNull } from './shapes.ts'

const ASKED_MAX = 1_000

export const insideRoutes = {
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
      more: described(Type.Boolean(), 'Whether there is more: ask again at once.'),
    }),
  },
  contacts: {
    method: 'POST',
    path: 'contacts',
    summary: 'The mail addresses, names and languages of users; unknown ones are left out',
    policy: 'service',
    body: Type.Object({ userIds: Type.Array(Id, { maxItems: ASKED_MAX }) }),
    output: Type.Object({
      contacts: Type.Array(
        Type.Object({ userId: Id, email: TextOrNull, name: TextOrNull, locale: Type.Optional(TextOrNull) }),
      ),
    }),
  },
  letters: {
    method: 'POST',
    path: 'letters',
    summary:
      'What a mail about an account says, asked when it is written: the token is in no event and no database. Left out: what is used, expired, erased or nobody’s',
    policy: 'service',
    body: Type.Object({ actionIds: Type.Array(Id, { maxItems: ASKED_MAX }) }),
    output: Type.Object({
      letters: Type.Array(
        Type.Object({
          actionId: Id,
          kind: MailKind,
          userId: Id,
          to: Type.String(),
          name: TextOrNull,
          locale: TextOrNull,
          link: Nullable(
            Type.Object({
              page: described(
                Type.Union([Type.Literal('verify-email'), Type.Literal('reset-password')]),
                'The page of the shop that takes the token: `<shop>/<page>?token=<token>`.',
              ),
              token: Type.String(),
              expiresAt: Time,
            }),
          ),
          newEmail: described(TextOrNull, 'Of `email_changed`: the new address, masked.'),
          at: described(Time, 'When it happened or was asked for.'),
        }),
      ),
    }),
  },
  exportAccount: {
    method: 'POST',
    path: 'export-account',
    summary: 'All that identity knows of a user, for the user’s own export',
    policy: 'service',
    body: Type.Object({ userId: Id }),
    output: Type.Object({
      account: Type.Record(Type.String(), Type.Unknown()),
      sessions: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    }),
    problems: ['unknown_user'],
  },
  seedAccounts: {
    method: 'POST',
    path: 'seed-accounts',
    summary: 'Make the accounts of the demo profile where they are missing; any other profile refuses',
    policy: 'service',
    output: Type.Object({ made: Type.Integer({ minimum: 0 }) }),
    problems: ['forbidden'],
  },
  seedCustomers: {
    method: 'POST',
    path: 'seed-customers',
    summary:
      'Make accounts of people who bought in the demo shop, where they are missing; any other profile refuses',
    policy: 'service',
    body: Type.Object({
      password: Type.String(),
      customers: Type.Array(
        Type.Object({
          email: Type.String(),
          firstName: Type.String(),
          lastName: Type.String(),
          joinedAt: Time,
        }),
        { maxItems: 1_000 },
      ),
    }),
    output: Type.Object({ made: Type.Integer({ minimum: 0 }) }),
    problems: ['forbidden'],
  },
} as const
