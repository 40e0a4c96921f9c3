/** Codes of a second factor: six digits of the time (TOTP, RFC 6238), or one of ten that were written down. */
import { Problem } from '@rialto/kernel/contract/problem'
import { generateURI, ScureBase32Plugin, verifySync } from 'otplib'

const STEP_SECONDS = 30
/** A clock may be one step off, and a person needs a moment to type. */
const TOLERANCE_SECONDS = STEP_SECONDS
const SECRET_BYTES = 20
const RECOVERY_CODE_CHARS = 10
const ISSUER = 'Rialto'
/** Thirty-two, none of which looks like another: codes are copied by hand. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789'

export const RECOVERY_CODES = 10

/** `secret` from 256 random bits. */
export function newSecret(random: string): Buffer {
  return Buffer.from(random, 'base64url').subarray(0, SECRET_BYTES)
}

/** Spaces and dashes are for the eye. */
export function plainCode(typed: string): string {
  return typed.replace(/[ -]/g, '').toUpperCase()
}

/** The time step that a code belongs to, or undefined for a wrong one. */
export function stepOf(secret: Buffer, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const result = verifySync({
    secret: new Uint8Array(secret),
    token: code,
    epoch: Math.floor(now / 1000),
    epochTolerance: TOLERANCE_SECONDS,
    period: STEP_SECONDS,
  })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** What an authenticator is given: the secret to be typed, and the same as a QR code says it. */
export function enrolment(secret: Buffer, label: string) {
  const base32 = new ScureBase32Plugin().encode(new Uint8Array(secret))
  return { secret: base32, otpauthUrl: generateURI({ issuer: ISSUER, label, secret: base32 }) }
}

/** `7KQ2M-9ZTHA` from 256 random bits: fifty of them, behind the brake on wrong tries. */
export function newRecoveryCode(random: string): string {
  const bytes = Buffer.from(random, 'base64url').subarray(0, RECOVERY_CODE_CHARS)
  const code = Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('')
  return `${code.slice(0, code.length / 2)}-${code.slice(code.length / 2)}`
}

export function mfaRequired(): Problem {
  return new Problem('mfa_required', {
    detail:
      'This account has a second factor. Send the same again with `otp`: six digits, or a recovery code.',
    headers: { 'www-authenticate': 'Bearer' },
  })
}

export function invalidOtp(): Problem {
  return new Problem('invalid_otp', {
    detail: 'Send the code that the authenticator shows now. Each one opens once.',
    headers: { 'www-authenticate': 'Bearer' },
  })
}
