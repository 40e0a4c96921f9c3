/** Brands, categories and attribute values as the small numbers that facets are counted by. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Document } from '../document/domain.ts'
import type { CodedDocument } from '../document/store.ts'
import { facetCodes, keepFacetValues, type FacetKind, type FacetValue } from './store.ts'

/** Replaces what people call things by codes, in two statements for all documents together. */
export async function coded(tx: Sql, documents: readonly Document[]): Promise<CodedDocument[]> {
  const values = new Map<string, FacetValue>()
  for (const document of documents) for (const value of valuesOf(document)) values.set(keyOf(value), value)
  const distinct = [...values.values()]
  await keepFacetValues(tx, distinct)
  const codes = await facetCodes(tx, distinct)
  const byKey = new Map(distinct.map((value, i) => [keyOf(value), codes[i]]))
  const codeOf = (value: FacetValue): number => {
    const code = byKey.get(keyOf(value))
    if (code === undefined) throw new Error(`${value.kind} ${value.value} was kept and has no code`)
    return code
  }
  return documents.map((document) => {
    const codesOf = (wanted: FacetKind) =>
      valuesOf(document)
        .filter(({ kind }) => kind === wanted)
        .map(codeOf)
    return {
      ...document,
      categories: codesOf('category'),
      brand: codesOf('brand')[0] ?? null,
      attributes: codesOf('attribute'),
    }
  })
}

function valuesOf({ categories, brand, attributes }: Document): FacetValue[] {
  return [
    ...categories.map((each) => ({ kind: 'category' as const, name: '', ...each })),
    ...(brand ? [{ kind: 'brand' as const, name: '', ...brand }] : []),
    ...attributes.map(({ name, value }) => ({
      kind: 'attribute' as const,
      name,
      value,
      label: value,
      reference: '',
    })),
  ]
}

function keyOf({ kind, name, value }: FacetValue): string {
  return `${kind}\n${name}\n${value}`
}
