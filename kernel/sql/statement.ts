/**
 * The `sql` tag: text with numbered parameters, and a name so that PostgreSQL plans it once per
 * connection. A value is always a parameter; only another statement of this tag is spliced in as text.
 */
import { createHash } from 'node:crypto'
import { arrayEncoder } from './array.ts'

export type Statement = { readonly text: string; readonly name: string; readonly values: readonly unknown[] }

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

/** A text, its name, and how its array parameters travel: made once for each text. */
type Prepared = { readonly text: string; readonly name: string; readonly encoders: readonly Encoder[] }
type Encoder = ReturnType<typeof arrayEncoder>

const preparedOf = new WeakMap<TemplateStringsArray, Prepared>()
const preparedByText = new Map<string, Prepared>()
/** Of statements put together from fragments there are few; where there were many, they are made anew. */
const COMPOSED_MAX = 1_000

export function statement(strings: TemplateStringsArray, values: readonly unknown[]): Statement {
  if (values.some((value) => value instanceof Fragment)) return compose(strings, values)
  let prepared = preparedOf.get(strings)
  if (!prepared) {
    prepared = prepare(strings)
    preparedOf.set(strings, prepared)
  }
  return bind(prepared, values)
}

function compose(strings: TemplateStringsArray, values: readonly unknown[]): Statement {
  const parts: string[] = ['']
  const flat: unknown[] = []
  const write = (pieces: TemplateStringsArray, holes: readonly unknown[]): void => {
    for (const [i, piece] of pieces.entries()) {
      const hole = holes[i - 1]
      if (i > 0 && hole instanceof Fragment) write(hole.strings, hole.values)
      else if (i > 0) {
        flat.push(hole)
        parts.push('')
      }
      parts[parts.length - 1] += piece
    }
  }
  write(strings, values)
  const text = numbered(parts)
  let prepared = preparedByText.get(text)
  if (!prepared) {
    if (preparedByText.size >= COMPOSED_MAX) preparedByText.clear()
    prepared = prepare(parts)
    preparedByText.set(text, prepared)
  }
  return bind(prepared, flat)
}

function bind({ text, name, encoders }: Prepared, values: readonly unknown[]): Statement {
  const bound = values.map((value, i) => {
    const encode = encoders[i]
    return encode && Array.isArray(value) ? encode(value) : value
  })
  return { text, name, values: bound }
}

function prepare(parts: readonly string[]): Prepared {
  const text = numbered(parts)
  const digest = createHash('sha256').update(text).digest('base64url')
  return { text, name: `s_${digest.slice(0, 20)}`, encoders: parts.slice(1).map(arrayEncoder) }
}

function numbered(parts: readonly string[]): string {
  return parts.reduce((text, part, i) => `${text}$${i}${part}`)
}
