/** What an account is called, and what its password must be. */
import type { AccountView, ProfileView, UserView } from '@rialto/contracts/identity'
import { Problem, type InputError } from '@rialto/kernel/contract/problem'
import { isBreached } from '../password/breached.ts'

/** `demo` takes the short passwords of the source documents; `production` takes none that is guessed early. */
export type Profile = 'demo' | 'production'

const PASSWORD_CHARS_MIN: Readonly<Record<Profile, number>> = { demo: 6, production: 12 }
const USERNAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{1,63}$/u

/** The name as it is shown, and the key under which it is unique. */
export type Name = { readonly shown: string; readonly key: string }

export function emailName(text: string): Name {
  const shown = text.trim()
  return { shown, key: shown.toLowerCase() }
}

/** NFKC first, so that “ａlice” in full width and “Alice” are one; `@` is left to emails. */
export function usernameName(text: string): Name {
  const shown = text.trim().normalize('NFKC')
  return { shown, key: shown.toLowerCase().normalize('NFKC') }
}

export type LoginName = { readonly kind: 'email' | 'username'; readonly key: string }

/** What somebody typed at login: an email if it holds an `@`, as no username may. */
export function loginName(text: string): LoginName {
  return text.includes('@')
    ? { kind: 'email', key: emailName(text).key }
    : { kind: 'username', key: usernameName(text).key }
}

export type Registration = {
  readonly email?: string
  readonly username?: string
  readonly password: string
}

/** The names of a new account. Throws `validation_failed` with every fault in it. */
export function acceptRegistration(
  profile: Profile,
  { email, username, password }: Registration,
): { readonly email: Name | undefined; readonly username: Name | undefined } {
  const names = {
    email: email === undefined ? undefined : emailName(email),
    username: username === undefined ? undefined : usernameName(username),
  }
  const faults = passwordFaults(profile, password, [names.email, names.username], '/password')
  if (!names.email && !names.username) {
    faults.push({ path: '/email', message: 'give an email or a username', code: 'required' })
  }
  if (names.username && !USERNAME.test(names.username.shown)) {
    const message =
      'takes 2 to 64 letters, digits, dots, dashes and underscores, beginning with a letter or digit'
    faults.push({ path: '/username', message, code: 'username' })
  }
  refuse(faults)
  return names
}

/** Throws `validation_failed` for a password that this profile does not take. */
export function acceptPassword(
  profile: Profile,
  password: string,
  names: readonly (Name | undefined)[],
  path: string,
): void {
  refuse(passwordFaults(profile, password, names, path))
}

function passwordFaults(
  profile: Profile,
  password: string,
  names: readonly (Name | undefined)[],
  path: string,
): InputError[] {
  const least = PASSWORD_CHARS_MIN[profile]
  if (Array.from(password).length < least) {
    return [{ path, message: `must have at least ${least} characters`, code: 'password_too_short' }]
  }
  if (profile === 'demo') return []
  const plain = password.toLowerCase()
  if (names.some((name) => name !== undefined && plain === name.key)) {
    return [{ path, message: 'must not be the name of the account', code: 'password_is_name' }]
  }
  if (isBreached(plain)) {
    return [
      { path, message: 'is on every list of stolen passwords; choose another', code: 'password_breached' },
    ]
  }
  return []
}

function refuse(faults: readonly InputError[]): void {
  if (faults.length === 0) return
  throw new Problem('validation_failed', {
    detail: 'Correct the fields named in errors; nothing was changed.',
    errors: faults,
  })
}

export type Account = {
  readonly id: string
  readonly email: string | null
  readonly username: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly phone: string | null
  readonly locale: string | null
  readonly avatarUrl: string | null
  readonly roles: readonly string[]
  readonly version: number
  readonly emailVerifiedAt: Date | null
  readonly disabledAt: Date | null
  readonly erasedAt: Date | null
  /** Whether a second factor is asked for at login. */
  readonly hasMfa: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** The names of an account that a password must not be. */
export function namesOf({ email, username }: Pick<Account, 'email' | 'username'>): (Name | undefined)[] {
  return [
    email === null ? undefined : emailName(email),
    username === null ? undefined : usernameName(username),
  ]
}

/** What others may see of an account: named one by one, so that a new column stays inside. */
export function userView({ id, email, username, firstName, lastName, roles }: Account): UserView {
  return { id, email, username, firstName, lastName, roles: [...roles] }
}

export function profileView(account: Account): ProfileView {
  return {
    ...userView(account),
    emailVerified: account.emailVerifiedAt !== null,
    phone: account.phone,
    locale: account.locale,
    avatarUrl: account.avatarUrl,
    createdAt: account.createdAt.toISOString(),
    updatedAt: account.updatedAt.toISOString(),
  }
}

/** The same for staff. */
export function accountView(account: Account): AccountView {
  return { ...profileView(account), status: statusOf(account), mfa: account.hasMfa }
}

function statusOf({ disabledAt, erasedAt }: Account): AccountView['status'] {
  if (erasedAt !== null) return 'erased'
  return disabledAt === null ? 'active' : 'disabled'
}

/** How a letter addresses somebody. */
export function fullName({
  firstName,
  lastName,
  username,
}: Pick<Account, 'firstName' | 'lastName' | 'username'>): string | null {
  const full = [firstName, lastName].filter((part) => part !== null && part !== '').join(' ')
  return full === '' ? username : full
}
