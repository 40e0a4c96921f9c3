/** The real world: the only file of kernel, contracts and services that asks the system for time or chance. */
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Ports } from './ports.ts'

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'

export const systemPorts: Ports = {
  clock: { now: () => Date.now() },
  timers: {
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      timer.unref()
      return () => clearTimeout(timer)
    },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  },
  ids: {
    // Without options: only then does it count on within a millisecond, so that ids sort as they were made.
    next: (prefix) => `${prefix}_${base32(v7(undefined, new Uint8Array(16)))}`,
    secret: () => randomBytes(32).toString('base64url'),
  },
}

/** TypeID's spelling of a UUIDv7: 128 bits as 26 characters of Crockford's base32, so that text order is time order. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 2 // 128 bits are 26 × 5 − 2: two leading zero bits
  for (const byte of bytes) {
    bits = (bits << 8) | byte
    held += 8
    while (held >= 5) {
      held -= 5
      text += CROCKFORD[(bits >> held) & 31]
    }
    bits &= (1 << held) - 1
  }
  return text
}
