/** Structured logs, one line a request, with secrets and personal data masked before they are written. */
import { pino, type DestinationStream, type Logger } from 'pino'

const SECRETS = ['password', 'token', 'accessToken', 'refreshToken', 'authorization', 'cookie', 'secret']
const PERSONAL = ['email', 'shippingAddress', 'firstName', 'lastName', 'phone', 'street']
const MASKED_FIELDS = new Set([...SECRETS, ...PERSONAL])
const MASKED_DEPTH_MAX = 4
const STANDARD_OUTPUT = 1
/** A write costs 100 µs whatever its size: at 4 kB it was 5 µs of every request. */
const BUFFER_BYTES = 16_000
const FLUSH_EVERY_MS = 1_000

/**
 * Buffers up to 16 kB and flushes every second; `level` as pino knows it. The destination may be a file's path, or a file
 * that is open already: one that has to be opened first cannot be flushed by a process that ends at once.
 */
export function openLog(level: string, destination?: DestinationStream | string | number): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Not pino's `redact`: with wildcards it costs 26 µs a line, this 0.5 µs.
    formatters: { log: (line: object) => masked(line, MASKED_DEPTH_MAX) as Record<string, unknown> },
    serializers: { err: described },
  }
  if (typeof destination === 'object') return pino(options, destination)
  const dest = destination ?? STANDARD_OUTPUT
  return pino(
    options,
    pino.destination({
      dest,
      minLength: BUFFER_BYTES,
      periodicFlush: FLUSH_EVERY_MS,
      sync: false,
      mkdir: true,
    }),
  )
}

function masked(value: object, depth: number): object {
  let copy: object | undefined
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    const shown = MASKED_FIELDS.has(key)
      ? '[masked]'
      : isPlain(inner)
        ? depth > 0
          ? masked(inner, depth - 1)
          : '[deeper]'
        : inner
    if (shown !== inner)
      copy = Object.assign(copy ?? (Array.isArray(value) ? [...(value as unknown[])] : { ...value }), {
        [key]: shown,
      })
  }
  return copy ?? value
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && (Array.isArray(value) || value.constructor === Object)
}

/** No more of an error than these: a database's own details quote the row, and a refusal's extras the customer. */
function described(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' ? '[no error]' : error
  const { name, message, stack, cause } = error
  const { code } = error as { code?: unknown }
  return { type: name, message, code, stack, ...(cause === undefined ? {} : { cause: described(cause) }) }
}

/** `alice@example.com` → `a…@example.com`: enough to recognise, too little to write to. */
export function maskEmail(email: string): string {
  return email.replace(/^(.)[^@]*/, '$1…')
}

export type { Logger } from 'pino'
