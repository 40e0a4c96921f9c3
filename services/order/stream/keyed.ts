/** One answer a key, for work that spans several transactions: claimed first, answered at the end. */
import { createHash } from 'node:crypto'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { isOutage, Problem } from '@rialto/kernel/contract/problem'
import { callerKey, claimKey, completeKey, releaseKey } from '@rialto/kernel/idempotency/idempotency'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'

const ID_DIGITS = 26

export async function keyed(
  db: Database,
  call: Call,
  status: number,
  work: () => Promise<unknown>,
  whose = callerKey(call.caller),
): Promise<Answer> {
  const earlier = await db.transaction((tx) => claimKey(tx, call, whose))
  if (earlier) return earlier
  try {
    const text = JSON.stringify(await work())
    if (call.idempotencyKey !== undefined) await completeKey(db, whose, call.idempotencyKey, status, text)
    return Answer.ofText(text, status)
  } catch (error) {
    // After an outage nobody knows what was done: the key stays claimed until somebody asks again.
    if (error instanceof Problem && !isOutage(error)) await releaseKey(db, call, whose)
    throw error
  }
}

/** The id of what a request makes: with a key the same each time, so that work that is done again finds what it made. */
export function idOf(prefix: string, about: string, call: Call, ids: Ids): string {
  if (call.idempotencyKey === undefined) return ids.next(prefix)
  const named = createHash('sha256').update(`${about}\n${callerKey(call.caller)}\n${call.idempotencyKey}`)
  return `${prefix}_${named.digest('hex').slice(0, ID_DIGITS)}`
}
