'use server'
/** Places the order of a checkout, and goes on to it: or says what is wrong, with all that was typed. */
import { redirect } from 'next/navigation'
import { isProblem, Unreachable } from '@rialto/client'
import { currentLocale, here } from '../../page/here.ts'
import type { Locale } from '../../region/locales.ts'
import { forgetDraft, keepDraft } from '../../session/draft.ts'
import { me } from '../../session/me.ts'
import { currentRegion } from '../../session/region.ts'
import { cartKey, myShop } from '../../session/shop.ts'
import { words } from '../../words/words.ts'
import { attemptOf } from './attempt.ts'
import { addressIn, destinationOf } from './destination.ts'
import { toBank } from './bank.ts'
import { BY_CARD, contactFaults, deliveryFaults, fieldsOf, type Fields } from './fields.ts'
import { quoteOf } from './quote.ts'
import { refusalOf } from './refusal.ts'
import type { ShownQuote } from './shown.ts'
import type { CheckoutState } from './state.ts'
import { readTestCards } from './test-cards.ts'

const TOKEN = /^[\x21-\x7e]{0,255}$/

type Sent = {
  readonly fields: Fields
  readonly attempt: string
  readonly token: string
  readonly total: number
  /** A script goes on by itself. */
  readonly isScripted: boolean
}

export async function placeOrder(_before: CheckoutState, form: FormData): Promise<CheckoutState> {
  const sent = sentIn(form)
  const { fields, attempt, token } = sent
  const t = words('checkout')
  const faults = Object.entries({ ...contactFaults(fields), ...deliveryFaults(fields) })
  const state = { fields, attempt, token, faults: {} }
  if (faults.length > 0)
    return { ...state, faults: Object.fromEntries(faults.map(([name, fault]) => [name, t(fault)])) }
  if (isByCard(fields) && token === '') {
    if (sent.isScripted || !(await readTestCards()))
      return { ...state, faults: { number: t('numberMissing') } }
    // Without scripts a card becomes a token on a page of its own, which leads back.
    await keepDraft(fields)
    const back = here(`/checkout?attempt=${attempt}`)
    redirect(`/api/v1/sandbox/cards?return=${encodeURIComponent(back)}`)
  }
  return placed(sent, state)
}

async function placed(sent: Sent, state: CheckoutState): Promise<CheckoutState> {
  const locale = currentLocale()
  let go: string
  try {
    go = await place(sent)
  } catch (error) {
    const { isOpen, isCardSpent, isEmpty, ...refusal } = refusalOf(error, locale)
    if (isEmpty) return goOn(here('/cart'), sent, state)
    const quote = await quoteByNow(sent.fields, locale)
    return {
      ...state,
      ...refusal,
      attempt: isOpen ? sent.attempt : attemptOf(undefined),
      token: isCardSpent ? '' : sent.token,
      ...(quote ? { quote } : {}),
    }
  }
  // A script keeps its draft by itself: a changed cookie would have this very page made anew, and its cart is empty now.
  if (!sent.isScripted) await (isAtBank(go) ? keepDraft(sent.fields) : forgetDraft())
  return goOn(go, sent, state)
}

/** Undefined where nobody answers: what is shown stays, and an order at another total is refused, not charged. */
async function quoteByNow(fields: Fields, locale: Locale): Promise<ShownQuote | undefined> {
  try {
    return (await quoteOf(await destinationOf(fields), locale, await currentRegion()))?.quote
  } catch (error) {
    if (!isProblem(error) && !(error instanceof Unreachable)) throw error
    return undefined
  }
}

/** Who is refused there comes back with the same cart and address. */
function isAtBank(go: string): boolean {
  return !go.startsWith(here('/orders/'))
}

function goOn(go: string, { isScripted }: Sent, state: CheckoutState): CheckoutState {
  if (!isScripted) redirect(go)
  return { ...state, go, isDone: !isAtBank(go) }
}

/** Gives the address to go on to: the order, or where its cardholder is asked. */
async function place({ fields, attempt, token, total }: Sent): Promise<string> {
  const [api, user, key] = await Promise.all([myShop(), me(), cartKey()])
  const order = await api.order.place(
    {
      body: {
        ...(user || key === undefined ? {} : { cartId: key }),
        email: fields.email,
        shippingAddress: await addressIn(fields),
        ...(fields.method === '' ? {} : { shippingMethod: fields.method }),
        total,
        payment: isByCard(fields) ? { method: 'card', token } : { paymentMethodId: fields.pay },
      },
    },
    { idempotencyKey: attempt },
  )
  const query = new URLSearchParams({
    ...(order.accessToken === undefined ? {} : { token: order.accessToken }),
    placed: '1',
  })
  const page = here(`/orders/${order.id}?${query.toString()}`)
  return order.nextAction ? toBank(order.nextAction.url, page) : page
}

function isByCard({ pay }: Fields): boolean {
  return pay === '' || pay === BY_CARD
}

function sentIn(form: FormData): Sent {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const token = text('token')
  return {
    fields: fieldsOf(text),
    attempt: attemptOf(text('attempt')),
    token: TOKEN.test(token) ? token : '',
    total: Number(text('total')),
    isScripted: text('scripted') === 'yes',
  }
}
