/** The SQL of words that mean the same. */
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'

export type Synonym = {
  readonly id: string
  readonly terms: readonly string[]
  readonly updatedBy: string
  readonly updatedAt: Date
}

const COLUMNS = sql`id, terms, updated_by as "updatedBy", updated_at as "updatedAt"`

export async function allSynonyms(db: Sql, limit: number): Promise<Synonym[]> {
  return db.rows<Synonym>`select ${COLUMNS} from synonym order by id limit ${limit}`
}

export async function listSynonyms(db: Sql, after: string, limit: number): Promise<Synonym[]> {
  return db.rows<Synonym>`select ${COLUMNS} from synonym where id > ${after} order by id limit ${limit}`
}

export async function countSynonyms(db: Sql): Promise<number> {
  const [row] = await db.rows<{ count: number }>`select count(*) as count from synonym`
  return row?.count ?? 0
}

export async function lockSynonym(tx: Sql, id: string): Promise<Synonym | undefined> {
  const [found] = await tx.rows<Synonym>`select ${COLUMNS} from synonym where id = ${id} for update`
  return found
}

export async function saveSynonym(tx: Sql, { id, terms, updatedBy, updatedAt }: Synonym): Promise<void> {
  await tx.rows`
    insert into synonym as s (id, terms, updated_by, updated_at)
    values (${id}, ${terms}::text[], ${updatedBy}, ${updatedAt})
        on conflict (id) do update
       set terms = excluded.terms, version = s.version + 1, updated_by = excluded.updated_by,
           updated_at = excluded.updated_at`
}

export async function deleteSynonym(tx: Sql, id: string): Promise<void> {
  await tx.rows`delete from synonym where id = ${id}`
}
