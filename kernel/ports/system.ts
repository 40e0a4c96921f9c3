/** The real world: the only file of kernel, contracts and services that asks the system for time or chance. */
import { randomBytes, randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'
import type { Ports } from './ports.ts'

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
    next: (prefix) => `${prefix}_${base32(nextUuid())}`,
    secret: () => randomBytes(32).toString('base64url'),
  },
}

const UUID_BYTES = 16
/** One call of the system for 256 ids: asking for each costs more than all the rest (1.5 of 2 µs). */
const chance = Buffer.alloc(256 * UUID_BYTES)
let spent = chance.length
let last = { msecs: 0, seq: 0 }

/** A UUIDv7 that is greater than the one before it, also within a millisecond and when the clock is set back. */
function nextUuid(): Uint8Array {
  if (spent === chance.length) {
    randomFillSync(chance)
    spent = 0
  }
  const random = chance.subarray(spent, (spent += UUID_BYTES))
  const msecs = Math.max(Date.now(), last.msecs)
  // The counter begins low enough that a millisecond cannot exhaust its 32 bits.
  last = { msecs, seq: msecs > last.msecs ? random.readUInt32BE(0) >>> 2 : last.seq + 1 }
  return v7({ ...last, random }, new Uint8Array(UUID_BYTES))
}

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'
const PAIRS = Array.from({ length: 1024 }, (_, bits) => `${CROCKFORD[bits >> 5]}${CROCKFORD[bits & 31]}`)

/**
 * TypeID's spelling of a UUID: two zero bits and its 128 as 26 characters of Crockford's base32, so that
 * text order is time order. Ten bits, two characters, at a time.
 */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 2
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    if (bits < 10) continue
    bits -= 10
    text += PAIRS[held >> bits]
    held &= (1 << bits) - 1
  }
  return text
}
