/**
 * Folds the spellings that clients use into the contract's own: `first_name` becomes `firstName`,
 * and the aliases that a schema declares with `spelled(…)` become its property. Only names that the
 * schema knows are folded, so free-form maps keep theirs.
 */
import type { TSchema } from 'typebox'
import { Problem } from './problem.ts'

type Fold = (value: unknown, path: string) => unknown

type JsonSchema = {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema & { readonly aliases?: readonly string[] }>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

/** A folding function for a schema, or undefined where the schema has nothing to fold. */
export function spellingFold(schema: TSchema | undefined): ((value: unknown) => unknown) | undefined {
  const fold = schema === undefined ? undefined : foldOf(schema as JsonSchema)
  return fold && ((value) => fold(value, ''))
}

function foldOf(schema: JsonSchema): Fold | undefined {
  if (schema.properties) return objectFold(schema.properties)
  if (schema.items) {
    const item = foldOf(schema.items)
    return item && ((value, path) => (Array.isArray(value) ? value.map((inner, i) => item(inner, `${path}/${i}`)) : value))
  }
  const variants = (schema.anyOf ?? []).map(foldOf).filter((fold) => fold !== undefined)
  if (variants.length === 0) return undefined
  return (value, path) => variants.reduce((folded, fold) => fold(folded, path), value)
}

function objectFold(properties: NonNullable<JsonSchema['properties']>): Fold {
  const canonical = new Map<string, string>()
  const inner = new Map<string, Fold>()
  for (const [name, schema] of Object.entries(properties)) {
    for (const spelling of [snakeCase(name), ...(schema.aliases ?? [])]) {
      if (spelling !== name && !(spelling in properties)) canonical.set(spelling, name)
    }
    const fold = foldOf(schema)
    if (fold) inner.set(name, fold)
  }
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const folded: Record<string, unknown> = {}
    for (const [spelling, raw] of Object.entries(value)) {
      const name = canonical.get(spelling) ?? spelling
      if (name in folded && folded[name] !== raw) throw saidTwice(`${path}/${spelling}`, name)
      folded[name] = inner.get(name)?.(raw, `${path}/${name}`) ?? raw
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
