/** The SQL of unfinished business: who does it, and who takes it over. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Task } from '../store.ts'

export type SagaRow = {
  readonly orderId: string
  readonly task: Task
  /** When the wait for the payment ends, where there was one. */
  readonly dueAt: Date | null
  readonly method: string | null
  readonly token: string | null
  readonly caller: string | null
  readonly key: string | null
}

/** Turns a wait for payment into a payment under way. No row back: there was no such wait, or it is over. */
export async function beginSettle(
  db: Sql,
  orderId: string,
  holder: string,
  method: string,
  token: string,
): Promise<boolean> {
  const rows = await db.rows`
    update order_saga set task = 'settle', holder = ${holder}, method = ${method}, token = ${token}
     where order_id = ${orderId} and task = 'await_payment' and due_at > now()
    returning 1`
  return rows.length === 1
}

/** Renews the sign of life by which other processes know that this one still does what it began. */
export async function signOfLife(db: Sql, holder: string, seconds: number): Promise<void> {
  await db.rows`
    insert into lease (name, holder, until)
    values (${`saga:${holder}`}, ${holder}, clock_timestamp() + make_interval(secs => ${seconds}))
        on conflict (name) do update set until = excluded.until`
}

/**
 * Takes over what a dead process left, what this one dropped in an outage, and waits that are over,
 * a bounded bite at a time. `running` is what this process is doing now.
 */
export async function takeOver(
  db: Sql,
  holder: string,
  running: readonly string[],
  limit: number,
): Promise<SagaRow[]> {
  return db.rows<SagaRow>`
    with abandoned as (
      select order_id from order_saga s
       where case when task = 'await_payment' then due_at < now()
                  when holder = ${holder} then order_id <> all(${running}::text[])
                  else not exists (
                    select from lease where name = 'saga:' || s.holder and until > clock_timestamp()) end
       limit ${limit} for update skip locked)
    update order_saga s
       set holder = ${holder}, task = case when task = 'await_payment' then 'cancel' else task end
      from abandoned where s.order_id = abandoned.order_id
    returning s.order_id as "orderId", task, due_at as "dueAt", method, token, caller, key`
}

/** Ends what is left of a saga whose order turned out to be at rest. */
export async function endSaga(db: Sql, orderId: string): Promise<void> {
  await db.rows`delete from order_saga where order_id = ${orderId}`
}

/**
 * Returns when the order will survive a crash. It was placed without waiting for the disk; this commit
 * waits, and replay is in commit order. Where the row has gone, a commit that waited has taken it.
 */
export async function makeDurable(db: Sql, orderId: string): Promise<void> {
  await db.rows`update order_saga set holder = holder where order_id = ${orderId}`
}

/** The answer that is kept for a key. */
export async function findAnswer(
  db: Sql,
  caller: string,
  key: string,
): Promise<{ status: number; text: string } | undefined> {
  const [kept] = await db.rows<{ status: number; text: string }>`
    select status, answer as text from idempotency
     where caller = ${caller} and key = ${key} and answer is not null`
  return kept
}

/** How much is unfinished, by task: for the gauges. */
export async function countSagas(db: Sql): Promise<{ task: string; count: number }[]> {
  return db.rows`select task, count(*) from order_saga group by task`
}

/** Turns a wait for payment into a cancellation, so that no payment can begin beside it. */
export async function beginCancel(db: Sql, orderId: string, holder: string): Promise<boolean> {
  const rows = await db.rows`
    update order_saga set task = 'cancel', holder = ${holder}
     where order_id = ${orderId} and task = 'await_payment'
    returning 1`
  return rows.length === 1
}

/** Says that this process has stopped, so that others need not wait for its lease to run out. */
export async function farewell(db: Sql, holder: string): Promise<void> {
  await db.rows`delete from lease where name = ${`saga:${holder}`}`
}

/**
 * Money came for an order by a way of its own: its cardholder answered. Where the order waits, its payment is
 * settled; where it was taken back meanwhile, it is taken back once more, and the money with it. Nobody
 * holds the row, so that the next takeover does it. Gives the order's status, if there is such an order.
 */
export async function resumePayment(
  db: Sql,
  orderId: string,
  paymentId: string,
): Promise<string | undefined> {
  const [order] = await db.rows<{ status: string }>`select status from orders where id = ${orderId}`
  await db.rows`
    insert into order_saga as s (order_id, task, holder, method, token)
    select id, case status when 'awaiting_payment' then 'settle' else 'cancel' end, 'nobody', 'concluded', ${paymentId}
      from orders
     where id = ${orderId} and status in ('awaiting_payment', 'cancelled')
        on conflict (order_id) do update
       set task = excluded.task, holder = excluded.holder, method = excluded.method, token = excluded.token
     where s.task = 'await_payment'`
  return order?.status
}
