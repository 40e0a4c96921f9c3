/**
 * Once per key, for a step that takes many calls in one transaction: first `earlierAnswers`, then the
 * work that is left, then `keepAnswers`, all before the commit.
 */
import type { Answer, Call } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import type { Tx } from '../sql/database.ts'
import { callerKey, replay, type IdempotencyRecord } from './idempotency.ts'

/**
 * For each call: the answer that its key already has, the problem with the key, or undefined where the
 * work is still to be done. Locks the keys until the transaction ends; costs nothing without any.
 */
export async function earlierAnswers(
  tx: Tx,
  calls: readonly Call[],
): Promise<(Answer | Problem | undefined)[]> {
  const first = new Map<string, Call>()
  for (const call of calls) {
    const name = lockName(call)
    if (name !== undefined && !first.has(name)) first.set(name, call)
  }
  if (first.size === 0) return calls.map(() => undefined)
  const locked = await lock(tx, [...first.keys()])
  const earlier = await find(tx, [...first.values()])
  return calls.map((call) => {
    const name = lockName(call)
    if (name === undefined) return undefined
    const record = earlier.get(name)
    if (record) return replayed(record, call)
    return locked.has(name) && first.get(name) === call ? undefined : inProgress()
  })
}

export type KeptAnswer = { readonly call: Call; readonly status: number; readonly answer: string }

/** Keeps the answers of those calls that came with a key. */
export async function keepAnswers(tx: Tx, kept: readonly KeptAnswer[]): Promise<void> {
  const keyed = kept.filter(({ call }) => call.idempotencyKey !== undefined)
  if (keyed.length === 0) return
  await tx.rows`
    insert into idempotency (caller, key, body_hash, status, answer)
    select * from unnest(
      ${keyed.map(({ call }) => callerKey(call.caller))}::text[], ${keyed.map(({ call }) => call.idempotencyKey)}::text[],
      ${keyed.map(({ call }) => call.bodyHash ?? '')}::text[], ${keyed.map(({ status }) => status)}::smallint[],
      ${keyed.map(({ answer }) => answer)}::text[])`
}

/** The same name that `once` locks, so that no key is used on both ways at once. */
function lockName({ caller, idempotencyKey }: Call): string | undefined {
  return idempotencyKey === undefined ? undefined : `${callerKey(caller)} ${idempotencyKey}`
}

async function lock(tx: Tx, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ name: string }>`
    select name from unnest(${names}::text[]) as asked (name)
     where pg_try_advisory_xact_lock(hashtextextended(name, 0))`
  return new Set(rows.map(({ name }) => name))
}

async function find(tx: Tx, calls: readonly Call[]): Promise<ReadonlyMap<string, IdempotencyRecord>> {
  const rows = await tx.rows<IdempotencyRecord & { name: string }>`
    select asked.caller || ' ' || asked.key as name, i.body_hash as "bodyHash", i.status, i.answer
      from unnest(${calls.map(({ caller }) => callerKey(caller))}::text[],
                  ${calls.map(({ idempotencyKey }) => idempotencyKey)}::text[]) as asked (caller, key)
     cross join lateral (
       select body_hash, status, answer from idempotency where caller = asked.caller and key = asked.key limit 1) as i`
  return new Map(rows.map(({ name, ...record }) => [name, record]))
}

function replayed(record: IdempotencyRecord, { bodyHash }: Call): Answer | Problem {
  try {
    return replay(record, bodyHash ?? '')
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function inProgress(): Problem {
  return new Problem('request_in_progress', {
    detail: 'The first request with this Idempotency-Key is still running. Ask again in a moment.',
    headers: { 'retry-after': '1' },
  })
}
