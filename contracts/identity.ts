/** Who somebody is: accounts, sessions and the tokens that prove them. */
import { contract, type Client } from '@rialto/kernel/contract/contract'
import { Id } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

export const identity = contract({
  name: 'identity',
  problems: {},
  routes: {
    keys: {
      method: 'POST',
      path: 'keys',
      summary: 'The public keys that access tokens are verified with (JWKS), newest first',
      policy: 'service',
      output: Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) }),
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
            email: Type.Union([Type.String(), Type.Null()]),
            name: Type.Union([Type.String(), Type.Null()]),
          }),
        ),
      }),
    },
  },
  events: {},
})

export type IdentityClient = Client<typeof identity>
