/** The SQL of what a provider told: each word once, with its effect. */
import type { Database, Sql } from '@rialto/kernel/sql/database'

const FORGOTTEN_PER_ROUND_MAX = 1_000
/** Longer than any provider repeats itself. */
const KEPT_DAYS = 30

/** Claims a word for this transaction; false where it was heard before. Another one that hears it now waits. */
export async function hearOnce(
  tx: Sql,
  word: {
    readonly provider: string
    readonly id: string
    readonly type: string
    readonly paymentId: string | null
  },
): Promise<boolean> {
  const rows = await tx.rows`
    insert into webhook (provider, id, type, payment_id, effect)
    values (${word.provider}, ${word.id}, ${word.type}, ${word.paymentId}, 'ignored')
        on conflict do nothing
    returning 1`
  return rows.length === 1
}

export async function noteEffect(
  tx: Sql,
  provider: string,
  id: string,
  effect: 'moved' | 'stayed' | 'mismatch',
): Promise<void> {
  await tx.rows`update webhook set effect = ${effect} where provider = ${provider} and id = ${id}`
}

/** Forgets old words, a bounded bite at a time. */
export async function forgetWebhooks(db: Database): Promise<{ more: boolean }> {
  const gone = await db.relaxed.rows`
    delete from webhook
     where ctid = any(array(select ctid from webhook
                             where received_at < now() - make_interval(days => ${KEPT_DAYS})
                             limit ${FORGOTTEN_PER_ROUND_MAX}))
    returning 1`
  return { more: gone.length === FORGOTTEN_PER_ROUND_MAX }
}
