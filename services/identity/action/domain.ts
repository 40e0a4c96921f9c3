/** What is done by a link in a mail, or told by one: how long it counts, and how often it may be asked for. */
import type { IdentityMailKind } from '@rialto/contracts/identity'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** For a link: until when it can be used. For what is only told: until when telling it still makes sense. */
const LASTS_MS: Readonly<Record<IdentityMailKind, number>> = {
  verify_email: 3 * DAY_MS,
  confirm_email: DAY_MS,
  reset_password: 30 * MINUTE_MS,
  password_changed: 7 * DAY_MS,
  email_changed: 7 * DAY_MS,
  mfa_enabled: 7 * DAY_MS,
  mfa_disabled: 7 * DAY_MS,
}

/** The page of the shop that a link opens; what is only told has none. */
const PAGES: Readonly<Partial<Record<IdentityMailKind, 'verify-email' | 'reset-password'>>> = {
  verify_email: 'verify-email',
  confirm_email: 'verify-email',
  reset_password: 'reset-password',
}

/** Whoever asks more often has the mails already; so nobody's inbox is filled by others. */
export const ASKED_PER_HOUR_MAX = 5
export const ASKED_AGAIN_AFTER_MS = MINUTE_MS
export const ASKED_WINDOW_MS = HOUR_MS

export type Action = {
  readonly id: string
  readonly kind: IdentityMailKind
  readonly userId: string | null
  readonly email: string | null
  readonly newEmail: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly usedAt: Date | null
}

export function expiryOf(kind: IdentityMailKind, now: number): Date {
  return new Date(now + LASTS_MS[kind])
}

export function pageOf(kind: IdentityMailKind): 'verify-email' | 'reset-password' | undefined {
  return PAGES[kind]
}

export function isUsable({ usedAt, expiresAt }: Action, now: number): boolean {
  return usedAt === null && now < expiresAt.getTime()
}
