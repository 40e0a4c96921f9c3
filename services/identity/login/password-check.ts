/** Comparing a password: counted when it is wrong, and not even looked at when too many were. */
import { createHash } from 'node:crypto'
import type { Caller } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { networkOf } from '@rialto/kernel/net/network'
import type { IdentityNeeds } from '../needs.ts'
import { afterFailure, isListenedTo, standing, waitMs, type Failures } from './domain.ts'
import { countFailure } from './store.ts'

/** One count of wrong tries, and under which key it stands. */
export type Counter = {
  readonly key: Buffer
  readonly counted: Failures | undefined
  /** How many wrong tries cost nothing. */
  readonly free?: number
  /** Whether it is listened to while it waits. */
  readonly isPatient?: boolean
}

/** Throws `too_many_requests` while any of the counts has to wait and is not listened to meanwhile. */
export function refuseTooMany({ clock }: IdentityNeeds, counters: readonly Counter[]): void {
  const now = clock.now()
  const closed = counters.filter(
    ({ counted, isPatient = false }) => !isListenedTo(standing(counted, now), isPatient, now),
  )
  if (closed.length > 0) throw tooManyTries(longestWait(closed, now))
}

/** Counts a wrong try under each key. Gives the refusal that tells of the wait, if there is one already. */
export async function countWrong(
  { db, clock }: IdentityNeeds,
  counters: readonly Counter[],
): Promise<Problem | undefined> {
  const now = clock.now()
  const wasWaiting = longestWait(counters, now) > 0
  const after = counters.map((counter) => ({
    ...counter,
    counted: afterFailure(standing(counter.counted, now), now, counter.free),
  }))
  // One after the other and in their order: two processes that count for one account must not wait for each other.
  for (const { key, counted } of after) await countFailure(db, key, counted)
  return wasWaiting ? tooManyTries(longestWait(after, now)) : undefined
}

/**
 * Throws unless the password is right and is listened to. Without a hash there is no such account: then one
 * that fits no password is compared, which takes as long.
 */
export async function checkPassword(
  needs: IdentityNeeds,
  passwordHash: string | undefined,
  password: string,
  counters: readonly Counter[],
): Promise<void> {
  refuseTooMany(needs, counters)
  if (await needs.passwords.matches(password, passwordHash ?? needs.nobodysHash)) return
  throw (await countWrong(needs, counters)) ?? wrongPassword()
}

/** Hashed, so that the table of wrong passwords is not a list of what people typed into the name. */
export function countKey(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Under which the wrong tries of an address on an account are counted. */
export function countKeyAt(nameKey: string, address: Buffer): Buffer {
  return countKey(`${nameKey} ${address.toString('hex')}`)
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

function longestWait(counters: readonly Pick<Counter, 'counted'>[], now: number): number {
  return Math.max(0, ...counters.map(({ counted }) => waitMs(standing(counted, now), now)))
}

function tooManyTries(wait: number): Problem {
  const seconds = Math.max(1, Math.ceil(wait / 1000))
  return new Problem('too_many_requests', {
    detail: `Too many wrong passwords or codes were tried. Wait ${seconds} s, or set a new password by mail.`,
    headers: { 'retry-after': String(seconds) },
  })
}
