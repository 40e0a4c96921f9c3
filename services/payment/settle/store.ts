/** The SQL of moves: one payment, under its lock, with its postings and its wait. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Entry, State } from '../state/domain.ts'

export async function movePayment(
  tx: Sql,
  id: string,
  to: {
    readonly status: State
    readonly reference: string | null
    readonly reason: string | null
    readonly released: number
  },
): Promise<void> {
  await tx.rows`
    update payment
       set status = ${to.status}, provider_reference = coalesce(${to.reference}, provider_reference),
           decline_reason = ${to.reason}, released = ${to.released}, updated_at = now()
     where id = ${id}`
}

export async function post(tx: Sql, entries: readonly Entry[], currency: string): Promise<void> {
  if (entries.length === 0) return
  await tx.rows`
    insert into posting (transaction_id, account, amount, currency)
    select transaction_id, account, amount, ${currency} from unnest(
      ${entries.map(({ transaction }) => transaction)}::text[], ${entries.map(({ account }) => account)}::text[],
      ${entries.map(({ amount }) => amount)}::bigint[]) as entry (transaction_id, account, amount)`
}

/** Notes that a payment waits, and until when. */
export async function beginWait(tx: Sql, id: string, url: string | null, seconds: number): Promise<void> {
  await tx.rows`
    insert into waiting (payment_id, url, expires_at, due_at)
    values (${id}, ${url}, now() + make_interval(secs => ${seconds}), now() + make_interval(secs => ${seconds}))
        on conflict (payment_id) do update
       set url = excluded.url, expires_at = excluded.expires_at, due_at = excluded.due_at`
}

export async function endWait(tx: Sql, id: string): Promise<void> {
  await tx.rows`delete from waiting where payment_id = ${id}`
}
