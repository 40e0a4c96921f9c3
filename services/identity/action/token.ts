/** The token of a link: the action's id and a seal of it. Nothing of it is kept, and nobody else can make one. */
import { timingSafeEqual } from 'node:crypto'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Secrets } from '../key/secrets.ts'

export function tokenOf(secrets: Secrets, actionId: string): string {
  return `${actionId}.${secrets.tag('action', actionId).toString('base64url')}`
}

/** The action that a token was made for. Throws `invalid_link` for one that we never made. */
export function readToken(secrets: Secrets, token: string): string {
  const [actionId, seal, ...rest] = token.split('.')
  if (!actionId || !seal || rest.length > 0) throw invalidLink()
  const given = Buffer.from(seal, 'base64url')
  const wanted = secrets.tag('action', actionId)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw invalidLink()
  return actionId
}

/** One answer for forged, used, replaced and expired links. */
export function invalidLink(): Problem {
  return new Problem('invalid_link', {
    detail: 'It was used, has expired or was replaced by a newer one. Ask for a new one.',
  })
}
