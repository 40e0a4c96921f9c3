/** The SQL of what goods are called. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql, type Fragment } from '@rialto/kernel/sql/statement'
import { containing, keyOf } from './words.ts'

export type Label = { readonly sku: string; readonly name: string; readonly version: number }

/** Said twice it is kept once; an older version changes nothing. */
export async function keepLabels(db: Sql, labels: readonly Label[]): Promise<void> {
  const latest = new Map(labels.toSorted((a, b) => a.version - b.version).map((each) => [each.sku, each]))
  const each = [...latest.values()]
  await db.rows`
    insert into label as l (sku, key, version)
    select * from unnest(${each.map(({ sku }) => sku)}::text[], ${each.map(({ name }) => keyOf(name))}::text[],
                         ${each.map(({ version }) => version)}::bigint[]) as said (sku, key, version)
     order by sku collate "C"
        on conflict (sku) do update set key = excluded.key, version = excluded.version
     where l.version <= excluded.version and l.key <> excluded.key`
}

/** SKUs that hold the word, themselves or in their name: each half has an index. */
export function called(word: string): Fragment {
  const pattern = containing(word)
  return sql`sku in (select sku from stock where lower(sku) like ${pattern}
                     union all select sku from label where key like ${pattern})`
}
