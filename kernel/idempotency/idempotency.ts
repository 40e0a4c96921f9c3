/**
 * Once per key. The record commits with the effect, so a retry after any crash finds either both or
 * neither. The first answer is kept as text and given again byte for byte.
 */
import assert from 'node:assert/strict'
import { Answer, type Call, type Caller } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import type { Database, Sql, Tx } from '../sql/database.ts'

const FORGOTTEN_PER_BITE_MAX = 1_000
const REPLAYED = { 'idempotent-replayed': 'true' }

/** Whose key it is: two people may use the same text. Who is known better than by an address says so instead. */
export function callerKey(caller: Caller): string {
  switch (caller.kind) {
    case 'user':
      return caller.id
    case 'service':
      return `service:${caller.name}`
    case 'anonymous':
      return `address:${caller.address}`
  }
}

/**
 * Runs `work` in a transaction, once per caller and Idempotency-Key; without a key, simply runs it.
 * Throws `idempotency_key_reused` when the key came with another body, `request_in_progress` while the
 * first is running. A refusal rolls back and leaves no record: it changed nothing and may be asked anew.
 */
export async function once(
  db: Database,
  call: Call,
  status: number,
  work: (tx: Tx) => Promise<unknown>,
): Promise<Answer> {
  const key = call.idempotencyKey
  if (key === undefined) return Answer.of(await db.transaction(work), status)
  return db.transaction(async (tx) => {
    const caller = callerKey(call.caller)
    const bodyHash = call.bodyHash ?? ''
    // Side by side on the wire, one after the other in the database: the look comes after the lock.
    const [locked, earlier] = await Promise.all([lock(tx, `${caller} ${key}`), find(tx, caller, key)])
    if (!locked) throw inProgress()
    if (earlier) return replay(earlier, bodyHash)
    const answer = textOf(await work(tx))
    await tx.rows`
      insert into idempotency (caller, key, body_hash, status, answer)
      values (${caller}, ${key}, ${bodyHash}, ${status}, ${answer})`
    return Answer.ofText(answer, status)
  })
}

function textOf(body: unknown): string {
  assert(
    body !== undefined && !(body instanceof Answer),
    'the work gives the body of the answer, which is kept',
  )
  return JSON.stringify(body)
}

/**
 * For work that spans more than one transaction: claims the key in the first, so that nobody else
 * begins it. Gives the earlier answer where there is one. A claim whose process died is taken over
 * after half a minute; the work itself must therefore be safe to do again.
 */
export async function claimKey(
  tx: Tx,
  call: Call,
  caller = callerKey(call.caller),
): Promise<Answer | undefined> {
  const key = call.idempotencyKey
  if (key === undefined) return undefined
  const bodyHash = call.bodyHash ?? ''
  const [claimed] = await tx.rows`
    insert into idempotency as i (caller, key, body_hash)
    values (${caller}, ${key}, ${bodyHash})
        on conflict (caller, key) do update set created_at = now()
     where i.answer is null and i.body_hash = excluded.body_hash and i.created_at < now() - interval '30 seconds'
    returning 1`
  if (claimed) return undefined
  const earlier = await find(tx, caller, key)
  if (!earlier) throw inProgress()
  return replay(earlier, bodyHash)
}

/** Writes the answer to a claimed key; call it in the transaction that completes the effect. */
export async function completeKey(
  tx: Sql,
  caller: string,
  key: string,
  status: number,
  answer: string,
): Promise<void> {
  await tx.rows`
    update idempotency set status = ${status}, answer = ${answer}
     where caller = ${caller} and key = ${key} and answer is null`
}

/** Lets go of a claim whose work was refused and changed nothing, so that it may be asked anew. */
export async function releaseKey(db: Sql, call: Call, caller = callerKey(call.caller)): Promise<void> {
  if (call.idempotencyKey === undefined) return
  await db.rows`
    delete from idempotency
     where caller = ${caller} and key = ${call.idempotencyKey} and answer is null`
}

export type IdempotencyRecord = {
  readonly bodyHash: string
  readonly status: number | null
  readonly answer: string | null
}

/** The answer to a repeated request: the first one again, or why not. */
export function replay(earlier: IdempotencyRecord, bodyHash: string): Answer {
  if (earlier.bodyHash !== bodyHash) {
    throw new Problem('idempotency_key_reused', {
      detail: 'This Idempotency-Key was sent before with another body. Use a new key for a new request.',
    })
  }
  if (earlier.answer === null || earlier.status === null) throw inProgress()
  return Answer.ofText(earlier.answer, earlier.status, REPLAYED)
}

/** Forgets records older than a day, a bounded bite at a time. */
export async function forgetOldKeys(db: Database): Promise<{ more: boolean }> {
  const gone = await db.relaxed.rows`
    delete from idempotency
     where ctid = any(array(select ctid from idempotency where created_at < now() - interval '24 hours'
                              limit ${FORGOTTEN_PER_BITE_MAX}))
    returning 1`
  return { more: gone.length === FORGOTTEN_PER_BITE_MAX }
}

async function lock(tx: Tx, name: string): Promise<boolean> {
  const [row] = await tx.rows<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as locked`
  return row?.locked === true
}

async function find(tx: Tx, caller: string, key: string): Promise<IdempotencyRecord | undefined> {
  const [row] = await tx.rows<IdempotencyRecord>`
    select body_hash as "bodyHash", status, answer from idempotency where caller = ${caller} and key = ${key}`
  return row
}

function inProgress(): Problem {
  return new Problem('request_in_progress', {
    detail: 'The first request with this Idempotency-Key is still running. Ask again in a moment.',
    headers: { 'retry-after': '1' },
  })
}
