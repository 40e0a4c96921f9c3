/** The SQL of what falls low: what has not been written of yet, and until when nothing is. */
import type { Sql, Tx } from '@rialto/kernel/sql/database'

export type Shortage = {
  readonly eventId: string
  readonly sku: string
  readonly available: number
  readonly threshold: number
}

/** Whoever writes of stock does so alone, to the end of the transaction. Says whether it is to wait. */
export async function lockStockNews(tx: Tx, now: Date): Promise<{ readonly isQuiet: boolean }> {
  const [row] = await tx.rows<{ isQuiet: boolean }>`
    select quiet_until > ${now} as "isQuiet" from stock_news for update`
  return { isQuiet: row?.isQuiet ?? false }
}

export async function beQuietUntil(tx: Tx, until: Date): Promise<void> {
  await tx.rows`update stock_news set quiet_until = ${until}`
}

export async function letWait(tx: Tx, shortages: readonly Shortage[]): Promise<void> {
  await tx.rows`
    insert into stock_waiting (event_id, sku, available, threshold)
    select * from unnest(
      ${shortages.map(({ eventId }) => eventId)}::text[], ${shortages.map(({ sku }) => sku)}::text[],
      ${shortages.map(({ available }) => available)}::bigint[], ${shortages.map(({ threshold }) => threshold)}::bigint[])
        on conflict do nothing`
}

/** Whether there is anything to write of; without a lock, for who looks every few seconds. */
export async function isAnyWaiting(db: Sql, now: Date): Promise<boolean> {
  const [row] = await db.rows<{ any: boolean }>`
    select exists (select from stock_waiting) and quiet_until <= ${now} as any from stock_news`
  return row?.any ?? false
}

export async function takeWaiting(tx: Tx): Promise<Shortage[]> {
  return tx.rows<Shortage>`
    with taken as (delete from stock_waiting returning event_id, sku, available, threshold)
    select event_id as "eventId", sku, available, threshold from taken
     order by length(event_id), event_id`
}
