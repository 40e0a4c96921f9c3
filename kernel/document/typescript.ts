/** JSON Schema as TypeScript, for clients that are installed without the schemas. */
import type { Json } from './schema.ts'

const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/

/** `nameOf` says under which name a schema was printed before, if it was. */
export function typeOf(schema: Json, nameOf: (schema: Json) => string | undefined = () => undefined): string {
  return nameOf(schema) ?? shapeOf(schema, nameOf)
}

/** The type itself, where `typeOf` would give its name. */
export function shapeOf(schema: Json, nameOf: (schema: Json) => string | undefined): string {
  const inner = (each: unknown) => typeOf(each as Json, nameOf)
  if ('const' in schema) return JSON.stringify(schema['const'])
  if (Array.isArray(schema['enum'])) return union(schema['enum'].map((value) => JSON.stringify(value)))
  const variants = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(variants)) return union(variants.map(inner))
  switch (schema['type']) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema['type']
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return `readonly ${bracketed(schema['items'] === undefined ? 'unknown' : inner(schema['items']))}[]`
    case 'object':
      return objectOf(schema, inner)
    default:
      return 'unknown'
  }
}

function objectOf(schema: Json, inner: (schema: unknown) => string): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Json)
  const required = new Set((schema['required'] ?? []) as string[])
  const values = Object.values((schema['patternProperties'] ?? {}) as Json)
  if (properties.length === 0) {
    return values.length > 0
      ? `Readonly<Record<string, ${union(values.map(inner))}>>`
      : 'Readonly<Record<string, never>>'
  }
  const members = properties.map(([name, property]) => {
    const key = PLAIN_NAME.test(name) ? name : JSON.stringify(name)
    return `${comment(property)}readonly ${key}${required.has(name) ? '' : '?'}: ${inner(property)}`
  })
  return `{ ${members.join('; ')} }`
}

function comment(property: unknown): string {
  const { description } = property as { description?: unknown }
  return typeof description === 'string' ? `/** ${description.replaceAll('*/', '* /')} */ ` : ''
}

function union(types: readonly string[]): string {
  const different = [...new Set(types)]
  return different.length === 0 ? 'never' : different.join(' | ')
}

function bracketed(type: string): string {
  return type.includes(' | ') && !type.startsWith('{')
    ? `(${type})`
    : `(${type})`.replace(/^\(([\w{].*)\)$/s, '$1')
}
