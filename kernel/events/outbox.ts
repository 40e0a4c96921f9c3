/** Writing events: in the transaction of what they tell, so that neither exists without the other. */
import type { Sql } from '../sql/database.ts'
import type { NewEvent } from './event.ts'

export async function publish(tx: Sql, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.rows`
    insert into outbox_event (type, version, key, data, meta)
    select * from unnest(
      ${events.map(({ type }) => type)}::text[],
      ${events.map(({ version }) => version)}::smallint[],
      ${events.map(({ key }) => key)}::text[],
      ${events.map(({ data }) => JSON.stringify(data))}::json[],
      ${events.map(({ meta }) => (meta === undefined ? null : JSON.stringify(meta)))}::json[])`
}
