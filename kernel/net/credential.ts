/** Whether somebody shows what only its holder knows. */
import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares hashes, so that neither length nor content leaks through the time it takes. */
export function sameAs(secret: string): (shown: string | undefined) => boolean {
  const wanted = hashed(secret)
  return (shown) => shown !== undefined && timingSafeEqual(wanted, hashed(shown))
}

function hashed(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
