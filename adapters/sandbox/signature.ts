/** Stripe’s scheme: `t=<seconds>,v1=<hex>`, an HMAC-SHA256 over the time, a dot and the payload. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** How old or how far ahead a signature may be: longer ago, and somebody may be replaying it. */
const TOLERANCE_SECONDS = 5 * 60
const SIGNATURES_MAX = 10

export function sign(payload: string, secret: string, nowMs: number): string {
  const at = Math.floor(nowMs / 1000)
  return `t=${at},v1=${digest(payload, secret, at).toString('hex')}`
}

export function isSigned(payload: string, signature: string, secret: string, nowMs: number): boolean {
  const parts = signature.split(',').map((part) => part.split('=', 2) as [string, string | undefined])
  const times = parts.filter(([name]) => name === 't').map(([, value]) => value ?? '')
  const at = times.length === 1 && /^\d{1,12}$/.test(times[0] ?? '') ? Number(times[0]) : undefined
  if (at === undefined || Math.abs(nowMs / 1000 - at) > TOLERANCE_SECONDS) return false
  const expected = digest(payload, secret, at)
  // While a secret is rotated there may be more than one.
  return parts
    .filter(([name]) => name === 'v1')
    .slice(0, SIGNATURES_MAX)
    .some(([, hex]) => {
      const given = Buffer.from(hex ?? '', 'hex')
      return given.length === expected.length && timingSafeEqual(given, expected)
    })
}

function digest(payload: string, secret: string, at: number): Buffer {
  return createHmac('sha256', secret).update(`${at}.${payload}`).digest()
}
