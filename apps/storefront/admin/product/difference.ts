/** What tells two states of a product apart, for a program and for people. */
import type { Draft } from './draft.ts'

/** All but its stock, which sales change while somebody edits it. */
export function markOf({ stock: _sold, variants, ...draft }: Draft): string {
  return JSON.stringify([draft, variants.map(({ stock: _left, ...variant }) => variant)])
}

const LABELS: Readonly<Partial<Record<keyof Draft, string>>> = {
  name: 'name',
  slug: 'address',
  description: 'description',
  price: 'price',
  currency: 'currency',
  brand: 'brand',
  category: 'category',
  attributes: 'attributes',
  options: 'options',
  variants: 'variants',
  related: 'related products',
}

/** The names of what differs between two states, for people. */
export function differences(one: Draft, other: Draft): readonly string[] {
  return Object.entries(LABELS).flatMap(([name, label]) => {
    const key = name as keyof Draft
    return markOf({ ...one, [key]: other[key] }) === markOf(one) ? [] : [label]
  })
}
