/** The SQL of waits that are over. */
import type { Sql } from '@rialto/kernel/sql/database'

/** When a wait that could not be ended is looked at again. */
const AGAIN_AFTER_SECONDS = 30

/** Takes waits that are over, oldest first, and puts each off: whoever fails with one leaves it to a later round. */
export async function takeDueWaits(db: Sql, limit: number): Promise<string[]> {
  const rows = await db.rows<{ id: string }>`
    with due as (
      select payment_id from waiting where due_at < now() order by due_at limit ${limit} for update skip locked)
    update waiting set due_at = now() + make_interval(secs => ${AGAIN_AFTER_SECONDS})
      from due where waiting.payment_id = due.payment_id
    returning waiting.payment_id as id`
  return rows.map(({ id }) => id)
}
