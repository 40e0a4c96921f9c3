/** An answer of the public catalogue: a text that is kept, and a strong tag of exactly its bytes. */
import { hash } from 'node:crypto'
import { Answer } from '@rialto/kernel/contract/contract'

/** Anybody may keep it and must ask whether it is still so: a price is never shown from before. */
const CACHE_CONTROL = 'public, max-age=0, must-revalidate'
const TAG_CHARACTERS = 16

export function answerText(text: string, version?: number): Answer {
  return Answer.ofText(text, 200, { etag: etagOf(text, version), 'cache-control': CACHE_CONTROL })
}

/** A product’s tag begins with its version, which is what `If-Match` is compared with. */
export function etagOf(text: string, version?: number): string {
  const tag = hash('sha256', text, 'base64url').slice(0, TAG_CHARACTERS)
  return version === undefined ? `"${tag}"` : `"${version}-${tag}"`
}
