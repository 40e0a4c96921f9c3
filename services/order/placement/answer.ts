/** What POST /orders answers, as text: the same bytes for the first request and every retry. */
import { order, type OrderView } from '@rialto/contracts/order'
import { problemBody, type Problem } from '@rialto/kernel/contract/problem'
import type { Sql } from '@rialto/kernel/sql/database'
import type { Links } from '../access/links.ts'
import type { OrderState } from '../domain.ts'
import type { AnswerTo, KeptAnswer } from '../saga/saga.ts'
import { loadContacts, type Contact } from '../store.ts'
import { orderView } from '../view/view.ts'

const CREATED = 201

export function renderAnswer(links: Links, contact: Contact, requestId?: string) {
  return (
    state: OrderState,
    refusal: Problem | undefined,
    nextAction?: OrderView['nextAction'],
  ): KeptAnswer => {
    if (!refusal) {
      const extras = { ...links.of(state), ...(nextAction ? { nextAction } : {}) }
      return { status: CREATED, text: JSON.stringify(orderView(state, contact, extras)) }
    }
    const body = problemBody(refusal, order.problems, requestId)
    return { status: body.status, text: JSON.stringify(body) }
  }
}

/** The same for a saga that was taken over: whoever asks again with the key gets this. */
export async function keptAnswerFor(
  { db, links }: { readonly db: Sql; readonly links: Links },
  row: { readonly orderId: string; readonly caller: string | null; readonly key: string | null },
): Promise<AnswerTo> {
  const contact = (await loadContacts(db, [row.orderId])).get(row.orderId)
  return {
    render: renderAnswer(links, contact ?? { email: null, shippingAddress: null }),
    caller: row.caller,
    key: row.key,
  }
}
