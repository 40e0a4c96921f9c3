/** The SQL of notes. */
import type { Sql } from '@rialto/kernel/sql/database'

export type Note = {
  readonly id: string
  readonly orderId: string
  readonly visibility: 'public' | 'private'
  readonly text: string
  readonly by: string
  readonly at: string
}

export async function insertNote(tx: Sql, { id, orderId, visibility, text, by, at }: Note): Promise<void> {
  await tx.rows`
    insert into order_note (id, order_id, visibility, text, written_by, at)
    values (${id}, ${orderId}, ${visibility}, ${text}, ${by}, ${at})`
}

/** The texts of an order's notes, by note. */
export async function noteTexts(db: Sql, orderId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows<{ id: string; text: string }>`
    select id, text from order_note where order_id = ${orderId}`
  return new Map(rows.map(({ id, text }) => [id, text]))
}
