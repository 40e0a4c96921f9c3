/**
 * Refresh tokens: `session.secret.seal`, opaque to everybody else. The seal shows that it was given out here, so
 * a sealed token that is not the session's current one was spent before, and no row has to remember that.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../key/secrets.ts'

const SEAL_BYTES = 16

export type RefreshToken = { readonly text: string; readonly hash: Buffer }

export function newRefreshToken(secrets: Secrets, sessionId: string, secret: string): RefreshToken {
  const body = `${sessionId}.${secret}`
  const text = `${body}.${sealOf(secrets, body).toString('base64url')}`
  return { text, hash: hashOf(text) }
}

/** The session that a token belongs to, and the hash under which it is kept; undefined for what we never gave out. */
export function readRefreshToken(
  secrets: Secrets,
  text: string,
): { sessionId: string; hash: Buffer } | undefined {
  const [sessionId, secret, seal, ...rest] = text.split('.')
  if (!sessionId || !secret || !seal || rest.length > 0) return undefined
  const given = Buffer.from(seal, 'base64url')
  const wanted = sealOf(secrets, `${sessionId}.${secret}`)
  if (given.length !== SEAL_BYTES || !timingSafeEqual(given, wanted)) return undefined
  return { sessionId, hash: hashOf(text) }
}

function sealOf(secrets: Secrets, body: string): Buffer {
  return secrets.tag('refresh token', body).subarray(0, SEAL_BYTES)
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
