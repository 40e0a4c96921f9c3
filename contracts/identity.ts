/** Who somebody is: accounts, what proves them, and the sessions and tokens that carry the proof. */
import { contract, type Client, type Input, type Output } from '@rialto/kernel/contract/contract'
import { credentialRoutes } from './identity/credentials.ts'
import { identityEvents, type END_REASONS } from './identity/events.ts'
import { insideRoutes } from './identity/inside.ts'
import { peopleRoutes } from './identity/people.ts'
import type { MAIL_KINDS } from './identity/shapes.ts'
import { signInRoutes } from './identity/sign-in.ts'

/** What an access token is: RFC 9068 with our names. Its keys stand at `jwks`, its sessions end by `revocations`. */
export const ACCESS_TOKEN = {
  issuer: 'rialto',
  audience: 'rialto',
  algorithm: 'EdDSA',
  type: 'at+jwt',
  lifetimeSeconds: 15 * 60,
} as const

export const identity = contract({
  name: 'identity',
  summary: 'Accounts, sign-in, sessions and roles',
  problems: {
    email_taken: { status: 409, title: 'There is an account with this email already' },
    username_taken: { status: 409, title: 'There is an account with this username already' },
    invalid_credentials: { status: 401, title: 'Name and password do not match' },
    mfa_required: { status: 401, title: 'Send a code of the authenticator as well' },
    invalid_otp: { status: 401, title: 'This code is wrong, used or too old' },
    account_disabled: { status: 403, title: 'This account is closed' },
    invalid_refresh_token: { status: 401, title: 'This refresh token is not valid' },
    refresh_raced: { status: 409, title: 'Another request is using this refresh token' },
    invalid_link: { status: 422, title: 'This link is not valid any more' },
    mfa_already_enabled: { status: 409, title: 'The second factor is on already' },
    mfa_not_enrolled: { status: 409, title: 'There is no second factor' },
    last_admin: { status: 409, title: 'Somebody must remain who administers the shop' },
    unknown_user: { status: 404, title: 'There is no such user' },
    unknown_session: { status: 404, title: 'There is no such session' },
  },
  routes: { ...signInRoutes, ...credentialRoutes, ...peopleRoutes, ...insideRoutes },
  events: identityEvents,
})

export type IdentityClient = Client<typeof identity>
type Routes = (typeof identity)['routes']
export type IdentityInput<K extends keyof Routes> = Input<Routes[K]>
export type UserView = Output<Routes['login']>['user']
export type ProfileView = Output<Routes['profile']>
export type AccountView = Output<Routes['setRoles']>
export type SessionView = Output<Routes['sessions']>['items'][number]
export type SignedInView = Output<Routes['login']>
/** A mail about an account, as notification is told of it. */
export type Letter = Output<Routes['letters']>['letters'][number]
export type IdentityMailKind = (typeof MAIL_KINDS)[number]
export type SessionEndReason = (typeof END_REASONS)[number]
