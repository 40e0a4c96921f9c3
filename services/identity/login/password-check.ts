/** Comparing a password: counted when it is wrong, and not even looked at when too many were. */
import { createHash } from 'node:crypto'
import type { Caller } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { networkOf } from '@rialto/kernel/net/network'
import type { IdentityNeeds } from '../needs.ts'
import { matchesPassword } from '../password/hashing.ts'
import { afterFailure, isListenedTo, standing, waitMs, type Failures } from './domain.ts'
import { countFailure } from './store.ts'

export type Checked = {
  /** Undefined where there is no such account: then a hash that fits no password is compared, which takes as long. */
  readonly passwordHash: string | undefined
  readonly isKnownAddress: boolean
  readonly counted: Failures | undefined
}

/** Throws unless the password is right and is listened to; a wrong one is counted under `countedUnder`. */
export async function checkPassword(
  { db, clock, nobodysHash }: IdentityNeeds,
  { passwordHash, isKnownAddress, counted }: Checked,
  password: string,
  countedUnder: Buffer,
): Promise<void> {
  const now = clock.now()
  const before = standing(counted, now)
  const wait = waitMs(before, now)
  if (!isListenedTo(before, isKnownAddress, now)) throw tooManyTries(wait)
  if (await matchesPassword(password, passwordHash ?? nobodysHash)) return
  const after = afterFailure(before, now)
  await countFailure(db, countedUnder, after)
  throw wait > 0 ? tooManyTries(waitMs(after, now)) : wrongPassword()
}

/** Hashed, so that the table of wrong passwords is not a list of what people typed into the name. */
export function countKey(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The address of a caller as it is remembered: recognisable, unreadable; an IPv6 network counts as one address. */
export function addressTag({ secrets }: IdentityNeeds, caller: Caller): Buffer {
  return secrets.tag(
    'address',
    caller.kind === 'service' ? `service ${caller.name}` : networkOf(caller.address),
  )
}

export function wrongPassword(): Problem {
  return new Problem('invalid_credentials', {
    detail: 'The name or the password is wrong.',
    headers: { 'www-authenticate': 'Bearer' },
  })
}

function tooManyTries(wait: number): Problem {
  const seconds = Math.max(1, Math.ceil(wait / 1000))
  return new Problem('too_many_requests', {
    detail: `Too many wrong passwords were tried. Wait ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  })
}
