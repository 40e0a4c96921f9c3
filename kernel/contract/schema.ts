/** Schemas that every contract uses, and the one rule that they all obey: an object is closed. */
import Type, { type TObject, type TProperties, type TSchema } from 'typebox'

/** Opaque text of ours or a merchant's: at most 64 characters, none that needs quoting anywhere. */
export const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9_.:@-]*$' })

/** Major units as a decimal number (1299.99); a service turns it into minor units at its edge. */
export const Amount = Type.Number({ minimum: 0, maximum: 1e12 })

/** ISO 4217. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$' })

/** RFC 3339, UTC, milliseconds. */
export const Time = Type.String({ format: 'date-time' })

/** What a person typed into one line: no control characters, not only spaces. */
export function line(maxLength: number, minLength = 1) {
  return Type.String({ minLength, maxLength, pattern: minLength === 0 ? '^\\P{Cc}*$' : '^\\P{Cc}*\\S\\P{Cc}*$' })
}

/** The query of a list: `limit` 1..100 (20), an opaque `cursor`, and what the list adds. */
export function listQuery<P extends TProperties>(properties: P) {
  return Type.Object({
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
    ...properties,
  })
}

export const LIST_LIMIT_DEFAULT = 20

/** `{ items, nextCursor, total? }`; `total` only where it is exact. */
export function listOf<S extends TSchema>(item: S) {
  return Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
    total: Type.Optional(Type.Integer({ minimum: 0 })),
  })
}

/** A property that clients may also spell otherwise: `spelled(Type.String(), 'product', 'product_id')`. */
export function spelled<S extends TSchema>(schema: S, ...aliases: readonly string[]): S {
  return { ...schema, aliases }
}

/** Free-form JSON of a merchant: names of up to 64 characters, scalar values. */
export const FreeForm = Type.Record(
  Type.String({ pattern: '^[\\w .-]{1,64}$' }),
  Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean()]),
)

type Json = { readonly [key: string]: unknown }

/**
 * The schema as plain JSON Schema with every object closed, so that an unknown property is refused
 * and never silently dropped. Maps (`additionalProperties`, `patternProperties`) stay as declared,
 * except that a map is closed against names outside its patterns.
 */
export function closed(schema: TSchema | TObject): Json {
  return close(JSON.parse(JSON.stringify(schema)) as Json) as Json
}

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close)
  if (typeof node !== 'object' || node === null) return node
  const walked: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(node)) {
    walked[key] = key === 'const' || key === 'enum' || key === 'examples' ? value : close(value)
  }
  if (walked['type'] === 'object' && !('additionalProperties' in walked)) walked['additionalProperties'] = false
  return walked
}
