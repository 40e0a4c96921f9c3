/**
 * An example for a schema: what the schema itself gives, what a list of words knows under the property's name, or
 * the plainest value that passes. Never one that does not.
 */
import { Compile } from 'typebox/compile'
import type { TSchema } from 'typebox'
import { closed } from '../contract/schema.ts'
import type { Json } from './schema.ts'

/** Values by property name. Before `id` stand `category.id` (its parent), `Category.id` (a title), `catalog.id` (the contract). */
export type Words = Readonly<Record<string, readonly unknown[]>>

export type Sampler = {
  /** What a client sends: what it must, and what it may only where it must nothing. */
  request(schema: TSchema, scope: string, name?: string): unknown
  /** What it gets: everything there is. Undefined, in both, where no value is known to pass. */
  answer(schema: TSchema, scope: string, name?: string): unknown
}

type Wish = { readonly all: boolean; readonly scopes: readonly string[] }

const PLAIN_TEXTS = ['text', 'AB', 'ABC', '0', 'text@example.com', '2026-01-15T09:30:00.000Z', '/text', '']

export function openSampler(words: Words): Sampler {
  function candidates(schema: Json, name: string, wish: Wish): unknown[] {
    const known = [...wish.scopes.map((scope) => `${scope}.${name}`), name].flatMap((key) => words[key] ?? [])
    return [...((schema['examples'] as unknown[] | undefined) ?? []), ...known, made(schema, name, wish)]
  }

  function sample(schema: Json, name: string, wish: Wish): unknown {
    const title = schema['title']
    const inside = typeof title === 'string' ? { ...wish, scopes: [title, ...wish.scopes] } : wish
    const check = Compile(schema as TSchema)
    return candidates(schema, name, inside).find((value) => value !== undefined && check.Check(value))
  }

  function made(schema: Json, name: string, wish: Wish): unknown {
    if ('const' in schema) return schema['const']
    if (Array.isArray(schema['enum'])) return (schema['enum'] as unknown[])[0]
    const variants = (schema['anyOf'] ?? []) as Json[]
    if (variants.length > 0) {
      return variants.map((variant) => sample(variant, name, wish)).find((value) => value !== undefined)
    }
    switch (schema['type']) {
      case 'object':
        return madeObject(schema, { ...wish, scopes: [singular(name), ...wish.scopes] })
      case 'array': {
        const item = sample(schema['items'] as Json, singular(name), wish)
        return item === undefined ? [] : [item]
      }
      case 'string': {
        const check = Compile(schema as TSchema)
        return PLAIN_TEXTS.find((text) => check.Check(text))
      }
      case 'integer':
      case 'number':
        return Math.max(1, Number(schema['minimum'] ?? 1))
      case 'boolean':
        return true
      case 'null':
        return null
      default:
        return undefined
    }
  }

  function madeObject(schema: Json, wish: Wish): unknown {
    const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Json>>
    const required = new Set((schema['required'] ?? []) as string[])
    const wanted = Object.entries(properties).filter(
      ([name]) => wish.all || required.size === 0 || required.has(name),
    )
    return Object.fromEntries(
      wanted
        .map(([name, inner]) => [name, sample(inner, name, wish)] as const)
        .filter(([, value]) => value !== undefined),
    )
  }

  const start =
    (all: boolean) =>
    (schema: TSchema, scope: string, name: string = scope) =>
      sample(closed(schema), name, { all, scopes: [scope] })
  return { request: start(false), answer: start(true) }
}

function singular(name: string): string {
  return name.endsWith('s') ? name.slice(0, -1) : name
}
