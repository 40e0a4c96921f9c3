/** The SQL of the values that facets count. */
import type { Sql } from '@rialto/kernel/sql/database'

export type FacetKind = 'category' | 'brand' | 'attribute'
export type FacetValue = {
  readonly kind: FacetKind
  readonly name: string
  readonly value: string
  readonly label: string
  readonly reference: string
}

export type Label = FacetValue & { readonly code: number }

/** Values that nobody knows yet get a code; a label that changed is taken over, and the tide tells. */
export async function keepFacetValues(tx: Sql, values: readonly FacetValue[]): Promise<void> {
  const column = (name: keyof FacetValue) => values.map((each) => each[name])
  await tx.rows`
    with heard as (
      select distinct on (kind, name, value) kind, name, value, label, reference
        from unnest(${column('kind')}::text[], ${column('name')}::text[], ${column('value')}::text[],
                    ${column('label')}::text[], ${column('reference')}::text[]) as h (kind, name, value, label, reference)
       order by kind, name, value),
    fresh as (
      select h.* from heard h left join facet_value v using (kind, name, value)
       where v.code is null or (v.label, v.reference) <> (h.label, h.reference)),
    kept as (
      insert into facet_value as v (kind, name, value, label, reference)
      select kind, name, value, label, reference from fresh order by kind, name, value
          on conflict (kind, name, value) do update
         set label = excluded.label, reference = excluded.reference
      returning xmax <> 0 as is_renamed)
    update tide set labels = labels + 1 where exists (select from kept where is_renamed)`
}

export async function labelsOf(db: Sql, codes: readonly number[]): Promise<Label[]> {
  return db.rows<Label>`
    select code, kind, name, value, label, reference from facet_value where code = any(${codes}::integer[])`
}

/** The codes of values, in the order asked. */
export async function facetCodes(tx: Sql, values: readonly FacetValue[]): Promise<number[]> {
  const column = (name: 'kind' | 'name' | 'value') => values.map((each) => each[name])
  const rows = await tx.rows<{ code: number }>`
    select v.code
      from unnest(${column('kind')}::text[], ${column('name')}::text[], ${column('value')}::text[])
           with ordinality as h (kind, name, value, place)
      join facet_value v using (kind, name, value)
     order by place`
  return rows.map(({ code }) => code)
}
