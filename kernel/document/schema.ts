/**
 * A contract's schema as the documents show it: plain JSON Schema 2020-12, with patterns that every dialect of
 * regular expressions reads alike, and titled schemas put aside under their title.
 */
import type { TSchema } from 'typebox'
import { closed } from '../contract/schema.ts'

export type Json = { readonly [key: string]: unknown }

/** What a client sends is closed, as the check is. What it gets may grow: a client that refuses new fields breaks. */
export type Side = 'request' | 'answer'

export type Shelf = {
  /** The schema with references to the shelf. */
  put(schema: TSchema, side: Side): Json
  /** What is on the shelf, by name. */
  readonly schemas: ReadonlyMap<string, Json>
}

const SCHEMA_MAPS = new Set(['properties', 'patternProperties', '$defs'])
const PLAIN_VALUES = new Set(['const', 'enum', 'examples', 'default', 'required'])
/** U+0000 to U+001F and U+007F to U+009F, which is what `\p{Cc}` means. */
const CONTROL = '\\x00-\\x1f\\x7f-\\x9f'

const PREFIX = '#/components/schemas/'

/** `names` gives a title to schemas of answers that bear none, by their own text (`textOf`). */
export function openShelf(names: ReadonlyMap<string, string> = new Map()): Shelf {
  const schemas = new Map<string, Json>()

  /** Two schemas of one title are one, or sent and received; a third would be a slip of the contracts. */
  function shelved(title: string, schema: Json, side: Side): Json {
    const text = JSON.stringify(schema)
    const name = [title, side === 'request' ? `${title}Input` : `${title}Answer`].find(
      (each) => !schemas.has(each) || JSON.stringify(schemas.get(each)) === text,
    )
    if (name === undefined) throw new Error(`the title ${title} stands over different schemas`)
    schemas.set(name, schema)
    return { $ref: PREFIX + name }
  }

  function shown(node: unknown, side: Side): unknown {
    if (Array.isArray(node)) return node.map((each) => shown(each, side))
    if (typeof node !== 'object' || node === null) return node
    const walked: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(node)) {
      // For refusals: readers of the document have the pattern and its description.
      if (key === 'asks') continue
      if (key === 'isClosedByService') continue
      if (key === 'aliases') walked['x-aliases'] = value
      else if (key === 'pattern') walked[key] = portable(value as string)
      else if (SCHEMA_MAPS.has(key)) walked[key] = shownEach(key, value as Json, side)
      else walked[key] = PLAIN_VALUES.has(key) ? value : shown(value, side)
    }
    if ('isClosedByService' in node) walked['additionalProperties'] = false
    const named = side === 'answer' && names.size > 0 ? names.get(JSON.stringify(node)) : undefined
    const { title = named, ...rest } = oneOfMany(walked)
    return typeof title === 'string' ? shelved(title, rest, side) : rest
  }

  function shownEach(key: string, map: Json, side: Side): Json {
    const entries = Object.entries(map).map(([name, schema]) => [
      key === 'patternProperties' ? portable(name) : name,
      shown(schema, side),
    ])
    return Object.fromEntries(entries) as Json
  }

  return {
    schemas,
    put: (schema, side) => shown(side === 'request' ? closed(schema) : plain(schema), side) as Json,
  }
}

function plain(schema: TSchema): Json {
  return JSON.parse(textOf(schema)) as Json
}

/** What tells one schema from another. */
export function textOf(schema: TSchema): string {
  return JSON.stringify(schema)
}

/** A union of literals reads better as the list of what there is. */
function oneOfMany(node: Json): Json {
  const { anyOf, ...rest } = node
  if (!Array.isArray(anyOf)) return node
  const literals = (anyOf as Json[]).map((each) => each['const'])
  if (!literals.every((literal) => typeof literal === 'string')) return node
  return { ...rest, type: 'string', enum: literals }
}

/** `\p{Cc}` is for JavaScript alone; the same set, spelled out, is for everybody. */
export function portable(pattern: string): string {
  return pattern
    .replace(/\[\\P\{Cc\}((?:\\.|[^\]\\])*)\]/g, `(?:[^${CONTROL}]|[$1])`)
    .replaceAll('\\P{Cc}', `[^${CONTROL}]`)
    .replaceAll('\\p{Cc}', CONTROL)
}
