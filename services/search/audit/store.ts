/** The SQL of who changed what merchants may change. */
import type { Sql } from '@rialto/kernel/sql/database'

export type Change = {
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly target: string
  readonly before: unknown
  readonly after: unknown
}

export async function noteChange(
  tx: Sql,
  { at, actor, action, target, before, after }: Change,
): Promise<void> {
  await tx.rows`
    insert into curation_log (at, actor, action, target, before, after)
    values (${at}, ${actor}, ${action}, ${target}, ${JSON.stringify(before)}, ${JSON.stringify(after)})`
}

/** Newest first, behind a row. */
export async function listChanges(
  db: Sql,
  before: number,
  limit: number,
): Promise<(Change & { readonly id: number })[]> {
  return db.rows<Change & { id: number }>`
    select id, at, actor, action, target, before, after from curation_log
     where id < ${before} order by id desc limit ${limit}`
}

/** Merchants change these few tables one at a time, so that a count that is read stays true. */
export async function lockCuration(tx: Sql): Promise<void> {
  await tx.rows`lock table curation_log in share row exclusive mode`
}
