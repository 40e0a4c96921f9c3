/** The SQL of what has to be read anew. */
import type { Sql } from '@rialto/kernel/sql/database'

export type Noted = {
  readonly kind: 'product' | 'category'
  readonly key: string
  readonly noted: number
}

/** Notes in the transaction of the event; noted twice is read once, after the last of both. */
export async function note(tx: Sql, kind: Noted['kind'], keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await tx.rows`
    insert into to_read (kind, key, noted)
    select ${kind}, key, nextval('to_read_noted')
      from (select distinct key from unnest(${keys}::text[]) as key order by key) as h
        on conflict (kind, key) do update set noted = excluded.noted`
}

/** What has waited longest. */
export async function nextNoted(db: Sql, limit: number): Promise<Noted[]> {
  return db.rows<Noted>`select kind, key, noted from to_read order by noted limit ${limit}`
}

/** Forgets what was read, unless it was noted again meanwhile. */
export async function forgetNoted(tx: Sql, read: readonly Noted[]): Promise<void> {
  await tx.rows`
    with mine as (
      select t.kind, t.key
        from to_read t
        join unnest(${read.map(({ kind }) => kind)}::text[], ${read.map(({ key }) => key)}::text[],
                    ${read.map(({ noted }) => noted)}::bigint[]) as h (kind, key, noted) using (kind, key, noted)
       order by t.kind, t.key
         for update of t)
    delete from to_read t using mine where t.kind = mine.kind and t.key = mine.key`
}
