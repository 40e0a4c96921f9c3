/** The SQL of saved views. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'

type Settings = { readonly name: string; readonly query: string; readonly shared: boolean }
export type View = Settings & {
  readonly id: string
  readonly userId: string
  readonly list: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

const COLUMNS = sql`
  id, user_id as "userId", list, name, query, is_shared as shared, created_at as "createdAt", updated_at as "updatedAt"`

/** Until the end of the transaction nobody else adds to the views that this person has of this list. */
export async function lockViews(tx: Sql, userId: string, list: string): Promise<void> {
  await tx.rows`select pg_advisory_xact_lock(hashtextextended(${`view ${userId} ${list}`}, 0))`
}

export async function countViews(tx: Sql, userId: string, list: string): Promise<number> {
  const [row] = await tx.rows<{ count: number }>`
    select count(*) as count from saved_view where user_id = ${userId} and list = ${list}`
  return row?.count ?? 0
}

/** A person’s own, then those that others share. */
export async function listViews(db: Sql, userId: string, list: string, most: number): Promise<View[]> {
  return db.rows<View>`
    select ${COLUMNS} from saved_view
     where list = ${list} and (user_id = ${userId} or is_shared)
     order by user_id <> ${userId}, lower(name), id limit ${most}`
}

export async function viewsOf(db: Sql, userId: string): Promise<View[]> {
  return db.rows<View>`
    select ${COLUMNS} from saved_view where user_id = ${userId} order by list, lower(name), id`
}

/** Under its lock, where it is somebody’s to change. */
export async function lockView(tx: Sql, id: string): Promise<View | undefined> {
  const [view] = await tx.rows<View>`select ${COLUMNS} from saved_view where id = ${id} for update`
  return view
}

export async function insertView(tx: Sql, view: View): Promise<void> {
  await tx.rows`
    insert into saved_view (id, user_id, list, name, query, is_shared, created_at, updated_at)
    values (${view.id}, ${view.userId}, ${view.list}, ${view.name}, ${view.query}, ${view.shared}, ${view.createdAt},
            ${view.updatedAt})`
}

export async function updateView(tx: Sql, { id, name, query, shared, updatedAt }: View): Promise<void> {
  await tx.rows`
    update saved_view set name = ${name}, query = ${query}, is_shared = ${shared}, updated_at = ${updatedAt}
     where id = ${id}`
}

export async function deleteView(tx: Sql, id: string): Promise<void> {
  await tx.rows`delete from saved_view where id = ${id}`
}

export async function deleteViewsOf(tx: Sql, userIds: readonly string[]): Promise<void> {
  await tx.rows`delete from saved_view where user_id = any(${userIds}::text[])`
}
