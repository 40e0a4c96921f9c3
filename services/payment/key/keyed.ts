/** One effect and one answer a key, for work that asks others and so spans more than one transaction. */
import { payment } from '@rialto/contracts/payment'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { isOutage, Problem, problemBody } from '@rialto/kernel/contract/problem'
import { callerKey, claimKey, completeKey, releaseKey } from '@rialto/kernel/idempotency/idempotency'
import type { Database } from '@rialto/kernel/sql/database'

type Keeping = {
  /** The codes of refusals that are answers too: they were a try, and its retry must not be another one. */
  readonly kept?: readonly string[]
  /** Whose key it is; the caller’s unless said. */
  readonly whose?: string
}

/** Runs `work` once a key. Refusals that are not `kept` changed nothing and may be asked anew. */
export async function keyed(
  db: Database,
  call: Call,
  status: number,
  work: () => Promise<unknown>,
  { kept = [], whose = callerKey(call.caller) }: Keeping = {},
): Promise<Answer> {
  const earlier = await db.transaction((tx) => claimKey(tx, call, whose))
  if (earlier) return earlier
  try {
    const answer = await answered(call, status, work, kept)
    const key = call.idempotencyKey
    if (key !== undefined) await completeKey(db, whose, key, answer.status, answer.text)
    return Answer.ofText(answer.text, answer.status)
  } catch (error) {
    // After an outage nobody knows what was done: the key stays claimed until somebody asks again.
    if (error instanceof Problem && !isOutage(error)) await releaseKey(db, call, whose)
    throw error
  }
}

async function answered(
  call: Call,
  status: number,
  work: () => Promise<unknown>,
  kept: readonly string[],
): Promise<{ status: number; text: string }> {
  try {
    return { status, text: JSON.stringify(await work()) }
  } catch (error) {
    if (!(error instanceof Problem && kept.includes(error.code))) throw error
    const refusal = problemBody(error, payment.problems, call.requestId)
    return { status: refusal.status, text: JSON.stringify(refusal) }
  }
}
