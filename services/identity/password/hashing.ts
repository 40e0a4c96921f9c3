/**
 * Passwords are hashed with argon2id (OWASP: 19 MiB, two passes); bcrypt hashes from elsewhere are still
 * understood and are replaced when their owner signs in.
 */
import { hash as argon2, verify as verifyArgon2, type Options } from '@node-rs/argon2'
import bcrypt from 'bcryptjs'

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$'
/** 2^15 rounds take seconds: a hash that asks for more was not made for a shop. */
const BCRYPT = /^\$2[aby]\$(0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}$/

export type Passwords = {
  hash(password: string): Promise<string>
  /** Whether it is the password of the hash; a hash in no form that we know matches nothing. */
  matches(password: string, hash: string): Promise<boolean>
  /** Whether the hash was made the way that `hash` makes one. */
  isCurrent(hash: string): boolean
}

export const argon2Passwords: Passwords = {
  hash: hashPassword,
  matches: matchesPassword,
  isCurrent: isCurrentHash,
}

function hashPassword(password: string): Promise<string> {
  return argon2(composed(password), COST)
}

async function matchesPassword(password: string, hash: string): Promise<boolean> {
  if (hash.startsWith('$argon2id$')) return verifyArgon2(hash, composed(password))
  // bcrypt reads 72 bytes of a password and no more. That is how such a hash was made, so it stays.
  return BCRYPT.test(hash) && bcrypt.compare(password, hash)
}

function isCurrentHash(hash: string): boolean {
  return hash.startsWith(CURRENT)
}

/** One keyboard sends “é” as one character and another as two; both people know the same password. */
function composed(password: string): string {
  return password.normalize('NFC')
}
