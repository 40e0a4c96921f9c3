/** Schemas that every contract uses, and the one rule that they all obey: an object is closed. */
import Type, { type TProperties, type TSchema } from 'typebox'

/** Opaque text of ours or a merchant's: at most 64 characters, none that needs quoting anywhere. */
export const Id = asking(
  Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9_.:@-]*$' }),
  'letters, digits, and any of _ . : @ -, the first a letter or digit',
)

/** Major units as a decimal number (1299.99); a service turns it into minor units at its edge. */
export const Amount = Type.Number({ minimum: 0, maximum: 1e12 })

/** An amount that moves: of nothing there is nothing to do. */
export const AmountAboveZero = Type.Number({ exclusiveMinimum: 0, maximum: 1e12 })

/** ISO 4217. */
export const Currency = asking(Type.String({ pattern: '^[A-Z]{3}$' }), 'a currency code like USD')

/** RFC 3339, UTC, milliseconds. */
export const Time = Type.String({ format: 'date-time' })

/** Always there, and null where there is nothing to say. */
export const Nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

/** Free text: PostgreSQL keeps every character but one. */
export const NO_NUL = '^[^\\u0000]*$'

/** Soft hyphens, joiners and marks of direction: right within words, and by themselves nothing to be seen. */
const UNSEEN = '\\u00ad\\u200b-\\u200f\\u202a-\\u202c\\u2060-\\u206f'
/** Control characters, and the two marks that make all that follows run the other way. */
const NEVER = '\\p{Cc}\\u202d\\u202e'

/**
 * What a person typed into one line: no control characters, and something to be seen. What leads and the
 * rest never match the same character, so that no text makes the pattern backtrack.
 */
export function line(maxLength: number, minLength = 1) {
  const seen = minLength === 0 ? '' : `(?:[^\\S\\p{Cc}]|[${UNSEEN}])*[^\\s${UNSEEN}${NEVER}]`
  const pattern = `^${seen}[^${NEVER}]*$`
  return asking(
    Type.String({ minLength, maxLength, pattern }),
    `one line of text${minLength === 0 ? '' : ' with something to be seen in it'}`,
  )
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

export const PERIOD_DAYS_MAX = 366

/** A day of the time zone, or a time. */
function moment(description: string, example: string) {
  return Type.Union([Type.String({ format: 'date' }), Type.String({ format: 'date-time' })], {
    description,
    examples: [example],
  })
}

/** What happened between two days or times; both are open where nothing is said. */
export const between = {
  from: Type.Optional(moment('A day of the time zone, from its beginning on, or a time.', '2026-01-01')),
  to: Type.Optional(moment('The last day, all of it, or a time that is not in it any more.', '2026-01-31')),
  timeZone: Type.Optional(
    Type.String({
      maxLength: 64,
      pattern: '^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$',
      description: 'Where days begin and end; UTC unless said.',
      examples: ['Europe/Berlin'],
    }),
  ),
}

/** The query of figures: a period of 366 days at most, the last 30 unless said, and what the figures add. */
export function periodQuery<P extends TProperties>(properties: P) {
  return Type.Object({ ...between, ...properties })
}

/** One or more of a closed set, between commas: a query that says one reads as it always did. */
export function someOf(values: readonly string[], description: string) {
  const one = `(${values.join('|')})`
  return asking(
    Type.String({
      maxLength: 400,
      pattern: `^${one}(,${one})*$`,
      description: `${description}: ${values.join(', ')}.`,
      examples: [values[0]],
    }),
    `one of ${values.join(', ')}, or several between commas`,
  )
}

/** A property that clients may also spell otherwise: `spelled(Type.String(), 'product', 'product_id')`. */
export function spelled<S extends TSchema>(schema: S, ...aliases: readonly string[]): S {
  return { ...schema, aliases }
}

/** The schema with what its pattern asks for, as a refusal says it: `must be …`. */
export function asking<S extends TSchema>(schema: S, asks: string): S {
  return { ...schema, asks }
}

/**
 * For an object whose service refuses unknown names itself, because it has to look into them first. Clients are told
 * what holds for them: that it is closed.
 */
export const OPEN_INSIDE = { additionalProperties: true, isClosedByService: true } as const

/** The schema with a sentence for who reads the documents; for shared schemas, which have none of their own. */
export function described<S extends TSchema>(schema: S, description: string): S {
  return { ...schema, description }
}

/** Free-form JSON of a merchant: up to 100 names of up to 64 characters, scalar values. */
export const FreeForm = Type.Record(
  Type.String({ pattern: '^\\P{Cc}{1,64}$' }),
  Type.Union([Type.String({ maxLength: 1000, pattern: NO_NUL }), Type.Number(), Type.Boolean()]),
  { maxProperties: 100 },
)

type Json = { readonly [key: string]: unknown }

/**
 * The schema as plain JSON Schema, made strict: every object is closed, so that an unknown property is
 * refused and never silently dropped; every integer is one that a double holds exactly. Maps keep the
 * names that they declare. Throws for `allOf`: two closed objects have no value in common.
 */
export function closed(schema: TSchema): Json {
  return close(JSON.parse(JSON.stringify(schema)) as Json) as Json
}

/** Keywords whose value is a map from names to schemas: the names are nobody's keywords. */
const SCHEMA_MAPS = new Set(['properties', 'patternProperties', '$defs'])
const PLAIN_VALUES = new Set(['const', 'enum', 'examples', 'default'])

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close)
  if (typeof node !== 'object' || node === null) return node
  const walked: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(node)) {
    if (key === 'allOf')
      throw new Error('an object is closed, so allOf would refuse everything: write one object')
    walked[key] = SCHEMA_MAPS.has(key)
      ? closeEach(value as Json)
      : PLAIN_VALUES.has(key)
        ? value
        : close(value)
  }
  if (walked['type'] === 'object') walked['additionalProperties'] ??= false
  if (walked['type'] === 'integer') {
    if (!('exclusiveMinimum' in walked)) walked['minimum'] ??= Number.MIN_SAFE_INTEGER
    if (!('exclusiveMaximum' in walked)) walked['maximum'] ??= Number.MAX_SAFE_INTEGER
  }
  return walked
}

function closeEach(schemas: Json): Json {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, close(schema)]))
}
