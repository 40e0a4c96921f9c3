/** The SQL of what staff decides about money that was set aside. Call each under the payment's lock. */
import type { Sql } from '@rialto/kernel/sql/database'

/** When somebody looks after a decision whose maker died. */
const LOOK_AFTER_SECONDS = 10

/** From now on it can only be taken. What is let go of it is part of the decision. */
export async function moveToCapturing(tx: Sql, id: string, released: number): Promise<void> {
  await tx.rows`
    with moved as (
      update payment set status = 'capturing', released = ${released}, updated_at = now()
       where id = ${id} and status = 'authorised'
      returning id)
    update waiting set due_at = now() + make_interval(secs => ${LOOK_AFTER_SECONDS})
      from moved where payment_id = moved.id`
}

/** From now on it can only be let go. */
export async function moveToVoiding(tx: Sql, id: string, reason: string): Promise<void> {
  await tx.rows`
    with moved as (
      update payment set status = 'voiding', decline_reason = ${reason}, updated_at = now()
       where id = ${id} and status = 'authorised'
      returning id)
    update waiting set due_at = now() + make_interval(secs => ${LOOK_AFTER_SECONDS})
      from moved where payment_id = moved.id`
}
