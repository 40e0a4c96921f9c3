/** The SQL of kept pictures. */
import type { Sql } from '@rialto/kernel/sql/database'

export type Picture = {
  /** From the bytes that it was made of. */
  readonly id: string
  readonly width: number
  readonly height: number
  /** In which it is kept, ascending. */
  readonly widths: readonly number[]
}

export async function findPictures(db: Sql, ids: readonly string[]): Promise<Picture[]> {
  return db.rows<Picture>`select id, width, height, widths from picture where id = any(${ids}::text[])`
}

/** Notes a picture whose files are there; one that is known stays as it is. */
export async function insertPicture(
  db: Sql,
  { id, width, height, widths }: Picture,
  at: Date,
): Promise<void> {
  await db.rows`
    insert into picture (id, width, height, widths, created_at)
    values (${id}, ${width}, ${height}, ${widths}, ${at})
        on conflict (id) do nothing`
}
