/** The provider’s own log of the demo’s charges, moved with the payments that it is compared with. */
import type { Database } from '@rialto/kernel/sql/database'
import { isMoved, moved, movePast, type Move } from '@rialto/kernel/sql/past'
import { sql } from '@rialto/kernel/sql/statement'

export async function moveCharges(db: Database, moves: readonly Move[]): Promise<void> {
  await movePast(db, moves, async (tx) => {
    await tx.rows`
      update refund set at = ${moved(sql`charge_key`, sql`at`)} where ${isMoved(sql`charge_key`)}`
    await tx.rows`update charge set at = ${moved(sql`key`, sql`at`)} where ${isMoved(sql`key`)}`
  })
}
