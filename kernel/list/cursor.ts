/**
 * Cursors: where a list goes on. Opaque to clients and signed, so that one that was made up or altered
 * is refused instead of becoming a query nobody meant.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Problem } from '../contract/problem.ts'

const TAG_BYTES = 9

let secret = 'rialto'

/**
 * Signs cursors with a secret of the platform's own, the same in all its processes. Called once, at the
 * start; until then they are only proof against accidents, for the code is no secret.
 */
export function signCursorsWith(platformSecret: string): void {
  secret = platformSecret
}

/**
 * A pair of functions for the cursors of one list. `key` is the list's name: a cursor of one list is
 * refused by another. The position is any JSON value, usually the sort values of the last row.
 */
export function cursors<P>(key: string) {
  const sealed = (payload: Buffer) => {
    const tag = createHmac('sha256', secret)
      .update(`cursor of ${key}\n`)
      .update(payload)
      .digest()
      .subarray(0, TAG_BYTES)
    return Buffer.concat([tag, payload])
  }
  return {
    encode: (position: P): string => sealed(Buffer.from(JSON.stringify(position))).toString('base64url'),
    /** Throws `invalid_query` for a cursor that this list did not give. */
    decode: (cursor: string): P => {
      const bytes = Buffer.from(cursor, 'base64url')
      const payload = bytes.subarray(TAG_BYTES)
      const genuine = sealed(payload)
      // Decoding forgives foreign characters and spare bits: only the very text that was given passes.
      const same = bytes.length === genuine.length && timingSafeEqual(bytes, genuine)
      if (!same || bytes.toString('base64url') !== cursor) throw notOfThisList()
      return JSON.parse(payload.toString('utf8')) as P
    },
  }
}

function notOfThisList(): Problem {
  return new Problem('invalid_query', {
    detail: 'The cursor is not one that this list gave. Start again without a cursor.',
    errors: [{ path: '/cursor', message: 'is not a cursor of this list', code: 'cursor' }],
  })
}

/** Cuts one row too many off a page and makes the cursor for the next one. */
export function page<R, P>(
  rows: readonly R[],
  limit: number,
  positionOf: (row: R) => P,
  encode: (position: P) => string,
): { readonly items: readonly R[]; readonly nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encode(positionOf(last)) : null }
}
