/**
 * The `sql` tag: text with numbered parameters, and a name so that PostgreSQL plans it once per
 * connection. A value is always a parameter; only another statement of this tag is spliced in as text.
 */
import { createHash } from 'node:crypto'

export type Statement = { readonly text: string; readonly name: string; readonly values: readonly unknown[] }

const known = new WeakMap<TemplateStringsArray, { readonly text: string; readonly name: string }>()

/** A piece of SQL to be spliced into another, as in dynamic filters. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Fragment {
  return new Fragment(strings, values)
}

class Fragment {
  readonly strings: TemplateStringsArray
  readonly values: readonly unknown[]

  constructor(strings: TemplateStringsArray, values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }
}

export type { Fragment }

/** Joins fragments: `joined(filters, sql` and `)`. */
export function joined(fragments: readonly Fragment[], separator: Fragment): Fragment {
  return fragments.reduce((left, right, i) => (i === 0 ? right : sql`${left}${separator}${right}`), sql``)
}

export function statement(strings: TemplateStringsArray, values: readonly unknown[]): Statement {
  if (values.some((value) => value instanceof Fragment)) return compose(strings, values)
  let found = known.get(strings)
  if (!found) {
    const text = strings.reduce((joinedText, part, i) => `${joinedText}$${i}${part}`)
    found = { text, name: nameOf(text) }
    known.set(strings, found)
  }
  return { ...found, values }
}

function compose(strings: TemplateStringsArray, values: readonly unknown[]): Statement {
  const flat: unknown[] = []
  const write = (parts: TemplateStringsArray, holes: readonly unknown[]): string =>
    parts.reduce((text, part, i) => {
      const value = holes[i - 1]
      if (value instanceof Fragment) return text + write(value.strings, value.values) + part
      flat.push(value)
      return `${text}$${flat.length}${part}`
    })
  const text = write(strings, values)
  return { text, name: nameOf(text), values: flat }
}

function nameOf(text: string): string {
  return `s_${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`
}
