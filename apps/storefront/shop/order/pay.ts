'use server'
/** Pays an order that waits for it, and goes on: to the order, or to where its cardholder is asked. */
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { currentLocale, here } from '../../page/here.ts'
import { myShop } from '../../session/shop.ts'
import { words } from '../../words/words.ts'
import { attemptOf } from '../checkout/attempt.ts'
import { readTestCards } from '../checkout/test-cards.ts'
import { toBank } from '../checkout/bank.ts'
import { payRefusalOf } from './pay-refusal.ts'
import type { PayState } from './pay-state.ts'

const CARD = /^[\x21-\x7e]{0,255}$/

type Sent = {
  readonly order: string
  /** Of a guest's order. */
  readonly token: string
  readonly card: string
  readonly attempt: string
  /** A script goes on by itself. */
  readonly isScripted: boolean
}

export async function payOrder(_before: PayState, form: FormData): Promise<PayState> {
  const sent = sentIn(form)
  const { attempt, card } = sent
  if (card === '') {
    const missing = { attempt, card, faults: { number: words('checkout')('numberMissing') } }
    if (sent.isScripted || !(await readTestCards())) return missing
    // Without scripts a card becomes a token on a page of its own, which leads back.
    redirect(`/api/v1/sandbox/cards?as=card&return=${encodeURIComponent(pageOf(sent, {}))}`)
  }
  let go: string
  try {
    go = await pay(sent)
  } catch (error) {
    // Paid by somebody who has the link, too, or by a press whose answer was lost.
    if (isProblem(error, 'already_paid')) return goOn(pageOf(sent, { placed: '1' }), sent)
    const { isOpen, isCardSpent, ...refusal } = payRefusalOf(error, currentLocale())
    return {
      ...refusal,
      attempt: isOpen ? attempt : attemptOf(undefined),
      card: isCardSpent ? '' : card,
    }
  }
  return goOn(go, sent)
}

/** Gives the address to go on to. */
async function pay(sent: Sent): Promise<string> {
  const { payment } = await myShop()
  const { nextAction } = await payment.pay(
    {
      query: sent.token === '' ? {} : { token: sent.token },
      body: { orderId: sent.order, method: 'card', token: sent.card },
    },
    { idempotencyKey: sent.attempt },
  )
  const page = pageOf(sent, { placed: '1' })
  if (!nextAction) return page
  return toBank(nextAction.url, page)
}

function goOn(go: string, { isScripted, attempt, card }: Sent): PayState {
  if (!isScripted) redirect(go)
  return { attempt, card, faults: {}, go }
}

function pageOf({ order, token }: Sent, more: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...(token === '' ? {} : { token }), ...more })
  return here(`/orders/${encodeURIComponent(order)}${query.size > 0 ? `?${query.toString()}` : ''}`)
}

function sentIn(form: FormData): Sent {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const card = text('card')
  return {
    order: text('order'),
    token: text('token'),
    card: CARD.test(card) ? card : '',
    attempt: attemptOf(text('attempt')),
    isScripted: text('scripted') === 'yes',
  }
}
