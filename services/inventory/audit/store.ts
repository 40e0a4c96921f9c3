/** The SQL of the audit: who changed what by hand, when and why. */
import type { Sql } from '@rialto/kernel/sql/database'
import { joined, sql } from '@rialto/kernel/sql/statement'

export type NewEntry = {
  readonly sku: string
  readonly kind: 'adjustment' | 'transfer' | 'threshold'
  readonly location: string
  readonly toLocation: string | null
  readonly delta: number
  readonly before: number
  readonly after: number
  readonly reason: string
  readonly actor: string
}

export type EntryRow = NewEntry & { readonly id: number; readonly at: Date }

export async function insertEntries(tx: Sql, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  await tx.rows`
    insert into audit (sku, kind, location, to_location, delta, before, after, reason, actor)
    select * from unnest(
      ${entries.map(({ sku }) => sku)}::text[], ${entries.map(({ kind }) => kind)}::text[],
      ${entries.map(({ location }) => location)}::text[], ${entries.map(({ toLocation }) => toLocation)}::text[],
      ${entries.map(({ delta }) => delta)}::bigint[], ${entries.map(({ before }) => before)}::bigint[],
      ${entries.map(({ after }) => after)}::bigint[], ${entries.map(({ reason }) => reason)}::text[],
      ${entries.map(({ actor }) => actor)}::text[])`
}

export type AuditFilter = {
  readonly sku?: string
  readonly kind?: NewEntry['kind']
  readonly location?: string
  readonly actor?: string
}

/** A page of the audit before an entry, newest first. */
export async function listEntries(
  db: Sql,
  filter: AuditFilter,
  before: number,
  limit: number,
): Promise<EntryRow[]> {
  const conditions = [
    sql`id < ${before}::bigint`,
    ...(filter.sku === undefined ? [] : [sql`sku = ${filter.sku}`]),
    ...(filter.kind === undefined ? [] : [sql`kind = ${filter.kind}`]),
    ...(filter.location === undefined ? [] : [sql`${filter.location} in (location, to_location)`]),
    ...(filter.actor === undefined ? [] : [sql`actor = ${filter.actor}`]),
  ]
  return db.rows<EntryRow>`
    select id, sku, kind, location, to_location as "toLocation", delta, before, after, reason, actor, at
      from audit where ${joined(conditions, sql` and `)} order by id desc limit ${limit}`
}
