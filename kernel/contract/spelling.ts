/**
 * Folds the spellings that clients use into the contract's own: `first_name` becomes `firstName`,
 * and the aliases that a schema declares with `spelled(…)` become its property. Only names that the
 * schema knows are folded, so free-form maps keep theirs.
 */
import type { TSchema } from 'typebox'
import { Problem } from './problem.ts'

type Fold = (value: unknown, path: string) => unknown

type Properties = Readonly<Record<string, JsonSchema & { readonly aliases?: readonly string[] }>>

type JsonSchema = {
  readonly properties?: Properties
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

/** A folding function for a schema, or undefined where the schema has nothing to fold. */
export function spellingFold(schema: TSchema | undefined): ((value: unknown) => unknown) | undefined {
  const fold = schema === undefined ? undefined : foldOf(schema)
  return fold && ((value) => fold(value, ''))
}

function foldOf(schema: JsonSchema): Fold | undefined {
  if (schema.properties) return objectFold(schema.properties)
  if (schema.items) {
    const item = foldOf(schema.items)
    return (
      item &&
      ((value, path) => (Array.isArray(value) ? value.map((inner, i) => item(inner, `${path}/${i}`)) : value))
    )
  }
  const variants = (schema.anyOf ?? []).map(foldOf).filter((fold) => fold !== undefined)
  if (variants.length === 0) return undefined
  return (value, path) => variants.reduce((folded, fold) => fold(folded, path), value)
}

/** The other spellings of an object's properties: `first_name` and declared aliases, each to its property. */
export function otherSpellings(properties: Properties): ReadonlyMap<string, string> {
  const others = new Map<string, string>()
  for (const [name, { aliases = [] }] of Object.entries(properties)) {
    for (const spelling of [name, ...aliases].flatMap((each) => [each, snakeCase(each)])) {
      if (Object.hasOwn(properties, spelling)) continue
      const taken = others.get(spelling)
      if (taken !== undefined && taken !== name)
        throw new Error(`${spelling} would spell both ${taken} and ${name}`)
      others.set(spelling, name)
    }
  }
  return others
}

function objectFold(properties: Properties): Fold {
  const canonical = otherSpellings(properties)
  const inner = new Map<string, Fold>()
  for (const [name, schema] of Object.entries(properties)) {
    const fold = foldOf(schema)
    if (fold) inner.set(name, fold)
  }
  return (object, path) => {
    if (typeof object !== 'object' || object === null || Array.isArray(object)) return object
    const folded: Record<string, unknown> = {}
    for (const [spelling, raw] of Object.entries(object) as [string, unknown][]) {
      const name = canonical.get(spelling) ?? spelling
      const fold = inner.get(name)
      const value = fold ? fold(raw, `${path}/${name}`) : raw
      if (Object.hasOwn(folded, name) && folded[name] !== value) throw saidTwice(`${path}/${spelling}`, name)
      folded[name] = value
    }
    return folded
  }
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function saidTwice(path: string, name: string): Problem {
  return new Problem('validation_failed', {
    detail: `Two spellings of ${name} disagree; send one.`,
    errors: [{ path, message: `is another spelling of ${name}`, code: 'spelled_twice' }],
  })
}
