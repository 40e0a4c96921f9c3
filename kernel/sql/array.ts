/**
 * Arrays in PostgreSQL's binary form (array_send in its source, utils/adt/arrayfuncs.c). Batches travel as
 * arrays, and as text every element is quoted here and unquoted there: on the order path that was a tenth of
 * Node's time and as much of PostgreSQL's (docs/performance.md).
 */

/** One element into the buffer, behind its length; gives the position after it. */
type Writer = (buffer: Buffer, at: number, value: unknown) => number

type Element = { readonly oid: number; readonly write: Writer; readonly bytesMax: (value: unknown) => number }

const HEADER_BYTES = 20
const LENGTH_BYTES = 4
const NULL_LENGTH = -1
/** A UTF-16 unit is three bytes of UTF-8 at most. */
const BYTES_PER_UNIT_MAX = 3
const MS_FROM_1970_TO_2000 = 946_684_800_000
const TWO_TO_32 = 2 ** 32

const texts = (oid: number, spell: (value: unknown) => string): Element => ({
  oid,
  bytesMax: (value) => spell(value).length * BYTES_PER_UNIT_MAX,
  write: (buffer, at, value) => {
    const length = buffer.write(spell(value), at + LENGTH_BYTES)
    buffer.writeInt32BE(length, at)
    return at + LENGTH_BYTES + length
  },
})

const fixed = (
  oid: number,
  bytes: number,
  put: (buffer: Buffer, at: number, value: unknown) => void,
): Element => ({
  oid,
  bytesMax: () => bytes,
  write: (buffer, at, value) => {
    buffer.writeInt32BE(bytes, at)
    put(buffer, at + LENGTH_BYTES, value)
    return at + LENGTH_BYTES + bytes
  },
})

const ELEMENTS: ReadonlyMap<string, Element> = new Map([
  ['text', texts(25, textOf)],
  ['json', texts(114, jsonOf)],
  ['boolean', fixed(16, 1, (buffer, at, value) => buffer.writeInt8(value === true ? 1 : 0, at))],
  ['smallint', fixed(21, 2, (buffer, at, value) => buffer.writeInt16BE(wholeOf(value), at))],
  ['int', fixed(23, 4, (buffer, at, value) => buffer.writeInt32BE(wholeOf(value), at))],
  ['bigint', fixed(20, 8, (buffer, at, value) => writeInt64(buffer, at, wholeOf(value)))],
  ['timestamptz', fixed(1184, 8, (buffer, at, value) => writeInt64(buffer, at, microsecondsOf(value)))],
])

/** Writes the values of an array parameter. */
export type ArrayEncoder = (values: readonly unknown[]) => Buffer

/**
 * The encoder for a parameter that is followed by a cast, as in `::text[]`; undefined where the driver's own
 * text form is as good. It throws a TypeError or RangeError for an element that is not of the type.
 */
export function arrayEncoder(sqlBehind: string): ArrayEncoder | undefined {
  const type = /^::(\w+)\[\]/.exec(sqlBehind)?.[1]
  const element = type === undefined ? undefined : ELEMENTS.get(type)
  return element && ((values) => encode(element, values))
}

function encode({ oid, bytesMax, write }: Element, values: readonly unknown[]): Buffer {
  let bytes = HEADER_BYTES
  let nulls = 0
  for (const value of values) {
    bytes += LENGTH_BYTES
    if (isNull(value)) nulls += 1
    else bytes += bytesMax(value)
  }
  const buffer = Buffer.allocUnsafe(bytes)
  const dimensions = values.length === 0 ? 0 : 1
  buffer.writeInt32BE(dimensions, 0)
  buffer.writeInt32BE(nulls > 0 ? 1 : 0, 4)
  buffer.writeInt32BE(oid, 8)
  if (dimensions === 0) return buffer.subarray(0, 12)
  buffer.writeInt32BE(values.length, 12)
  buffer.writeInt32BE(1, 16)
  let at = HEADER_BYTES
  for (const value of values) {
    if (isNull(value)) at = buffer.writeInt32BE(NULL_LENGTH, at)
    else at = write(buffer, at, value)
  }
  return buffer.subarray(0, at)
}

function isNull(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value)
  throw new TypeError(`a ${typeof value} is no element of a text array`)
}

function jsonOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError('an element of a json array is given as text')
}

function wholeOf(value: unknown): number {
  const whole = Number(value)
  if (!Number.isSafeInteger(whole)) throw new RangeError(`${String(value)} is no whole number`)
  return whole
}

function microsecondsOf(value: unknown): number {
  const ms = value instanceof Date ? value.getTime() : Date.parse(String(value))
  if (Number.isNaN(ms)) throw new RangeError(`${String(value)} is no time`)
  return (ms - MS_FROM_1970_TO_2000) * 1000
}

function writeInt64(buffer: Buffer, at: number, whole: number): void {
  buffer.writeInt32BE(Math.floor(whole / TWO_TO_32), at)
  // A remainder of a negative number is negative: the lower half is that above the floor.
  buffer.writeUInt32BE(whole - Math.floor(whole / TWO_TO_32) * TWO_TO_32, at + 4)
}
