/** Query strings are all text: this reads them as the route declares them, strictly, and never twice. */
import { Problem } from '../contract/problem.ts'
import { otherSpellings } from '../contract/spelling.ts'
import type { Route } from '../contract/contract.ts'

type Property = { readonly type?: string; readonly items?: Property }

/** As JSON writes one, so that what a body takes is taken here: also `1e-05`. */
const NUMBER = /^-?(0|[1-9]\d{0,40})(\.\d{1,40})?([eE][+-]?\d{1,3})?$/
const INTEGER = /^-?(0|[1-9]\d{0,15})$/

export type QueryReader = (search: string) => Record<string, unknown>

/**
 * Integers and booleans in their plain spelling and numbers in that of JSON become values; anything else stays text and
 * is refused by the schema. Names may be spelled as in a body (`user_id`, an alias). Throws
 * `invalid_query` for a parameter that stands twice or does not decode.
 */
export function queryReader(route: Route): QueryReader {
  const properties = (route.query?.properties ?? {}) as Record<string, Property>
  const spellings = otherSpellings(properties)
  return (search) => {
    // Without a prototype `__proto__` is a name like any other: unknown, and refused.
    const query = Object.create(null) as Record<string, unknown>
    for (const [spelling, text] of decoded(search)) {
      const name = spellings.get(spelling) ?? spelling
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined
      if (property?.type === 'array') {
        const list = (query[name] ??= []) as unknown[]
        list.push(valueOf(property.items, text))
        continue
      }
      if (Object.hasOwn(query, name)) throw refusal(name, 'stands twice')
      query[name] = valueOf(property, text)
    }
    return query
  }
}

function decoded(search: string): [string, string][] {
  if (search === '') return []
  return search
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const cut = pair.indexOf('=')
      const name = decode(cut === -1 ? pair : pair.slice(0, cut))
      return [name, cut === -1 ? '' : decode(pair.slice(cut + 1), name)]
    })
}

function decode(text: string, name = text.slice(0, 64)): string {
  let plain: string
  try {
    plain = decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw refusal(name, 'is not percent-encoded UTF-8')
  }
  if (plain.includes('\u0000')) throw refusal(name, 'holds a NUL character')
  return plain
}

function valueOf(property: Property | undefined, text: string): unknown {
  switch (property?.type) {
    case 'integer':
      return INTEGER.test(text) ? Number(text) : text
    case 'number':
      return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : text
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    default:
      return text
  }
}

function refusal(name: string, message: string): Problem {
  return new Problem('invalid_query', {
    detail: `The query parameter ${name} ${message}.`,
    errors: [{ path: `/${name}`, message, code: 'query' }],
  })
}
