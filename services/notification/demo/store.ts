/** What buyers of the demo were told of their orders, moved to when they are said to have been told. */
import type { Database } from '@rialto/kernel/sql/database'
import { isMoved, moved, movePast, type Move } from '@rialto/kernel/sql/past'
import { sql } from '@rialto/kernel/sql/statement'

export async function moveMails(db: Database, moves: readonly Move[]): Promise<void> {
  await movePast(db, moves, async (tx) => {
    await tx.rows`update mail set at = ${moved(sql`about`, sql`at`)} where ${isMoved(sql`about`)}`
    // One event tells of several; of one that tells of anything else as well, the time stays.
    const first = sql`(data #>> '{notifications,0,about}')`
    await tx.rows`
      update outbox_event set time = ${moved(first, sql`time`)}
       where type = 'notification.sent'
         and not exists (select from json_array_elements(data -> 'notifications') as told
                          where not ${isMoved(sql`told ->> 'about'`)})`
  })
}
