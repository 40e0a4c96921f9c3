'use client'
/** What happens while somebody fills in a checkout: which part is asked, what is wrong, what it costs by now. */
import {
  useActionState, useEffect, useRef, useState, useTransition, type FormEvent, type RefObject,
} from 'react' // prettier-ignore
import { cardFaults, tokenOf, type Card, type TestCard } from './card.ts'
import { BY_CARD, contactFaults, deliveryFaults, fieldsOf, type Fields } from './fields.ts'
import { placeOrder } from './place.ts'
import type { ShownQuote } from './shown.ts'
import type { CheckoutState } from './state.ts'
import type { CheckoutTexts } from './texts.ts'
import { useLeaving } from './use-leaving.ts'

export const PARTS = ['contact', 'delivery', 'payment'] as const
export type Part = (typeof PARTS)[number]
type Told = Readonly<Record<string, string>>

const NO_CARD: Card = { number: '', expiry: '', cvc: '' }
/** The price depends on these; others wait until their part is done. */
const PRICED: readonly string[] = ['country', 'method', 'address']
/** What else is judged anew when one of these is another: it may not even be asked any more. */
const JUDGED_BY: Readonly<Record<string, readonly string[]>> = {
  country: ['state', 'postcode'],
  address: ['name', 'street', 'postcode', 'city', 'state', 'country'],
  pay: ['number', 'expiry', 'cvc'],
}
const CARD_FIELDS = new Set(['number', 'expiry', 'cvc', 'pay'])
const QUOTE_TIMEOUT_MS = 15_000

export function partOf(field: string): Part {
  if (field === 'email') return 'contact'
  return CARD_FIELDS.has(field) || field === '' ? 'payment' : 'delivery'
}

/** The first part in which something is missing. */
function firstOpen(fields: Fields): Part {
  if (Object.keys(contactFaults(fields)).length > 0) return 'contact'
  return Object.keys(deliveryFaults(fields)).length > 0 ? 'delivery' : 'payment'
}

/** Before a way to pay is chosen, it is the card. */
function isByCard({ pay }: Fields): boolean {
  return pay === '' || pay === BY_CARD
}

export function useCheckout({
  form,
  initial,
  quote: given,
  texts,
  testCards,
  language,
}: {
  readonly form: RefObject<HTMLFormElement | null>
  readonly initial: CheckoutState
  readonly quote: ShownQuote
  readonly texts: CheckoutTexts
  readonly testCards: readonly TestCard[]
  readonly language: string
}) {
  const [posted, post] = useActionState(placeOrder, initial)
  /** What came of sending it by script, which hears when nobody was reached. */
  const [answered, setAnswered] = useState<CheckoutState>()
  const [isSending, startSending] = useTransition()
  const state = answered ?? posted
  const [fields, setFields] = useState(state.fields)
  const [part, setPart] = useState<Part>(() => firstOpen(state.fields))
  /** What was wrong when it was sent, and what of it still is. */
  const [told, setTold] = useState<Told>(state.faults)
  const [faults, setFaults] = useState<Told>(state.faults)
  const [card, setCard] = useState(NO_CARD)
  const [token, setToken] = useState(state.token)
  const [quote, setQuote] = useState(state.quote ?? given)
  const [isStale, setIsStale] = useState(false)
  const [isLeaving, leaveFor] = useLeaving()
  const quotes = useRef(0)
  /** Where the focus goes once the page shows it. */
  const wanted = useRef<string>(undefined)

  useEffect(() => {
    if (state === initial) return
    if (state.go !== undefined) {
      if (state.isDone) void fetch('/shop/checkout', { method: 'DELETE', keepalive: true }).catch(() => {})
      leaveFor(state.go)
      return
    }
    tellFaults(state.faults)
    setToken(state.token)
    if (state.quote) setQuote(state.quote)
    // A page that is loaded anew goes on with the try that is open.
    const here = new URL(location.href)
    here.searchParams.set('attempt', state.attempt)
    here.searchParams.delete('token')
    history.replaceState(history.state, '', here)
  }, [state, initial, leaveFor])

  useEffect(() => {
    if (wanted.current === undefined) return
    document.getElementById(wanted.current)?.focus()
    wanted.current = undefined
  })

  function tellFaults(next: Told): void {
    setTold(next)
    setFaults(next)
    const [first] = Object.keys(next)
    if (first !== undefined) setPart(partOf(first))
  }

  function typed(): Fields {
    const said = new FormData(form.current ?? undefined)
    return fieldsOf((name) => {
      const value = said.get(name)
      return typeof value === 'string' ? value : ''
    })
  }

  function faultsOf(which: Part, now: Fields, typedCard: Card): Told {
    const codes = {
      contact: () => contactFaults(now),
      delivery: () => deliveryFaults(now),
      payment: () => (isByCard(now) && token === '' ? cardFaults(typedCard, new Date(), testCards) : {}),
    }[which]()
    return Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, texts[code]]))
  }

  /** Keeps what was typed, and asks what it costs so. */
  async function requote(now: Fields): Promise<void> {
    quotes.current += 1
    const turn = quotes.current
    setIsStale(true)
    try {
      const response = await fetch(`/shop/checkout?lang=${language}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(now),
        signal: AbortSignal.timeout(QUOTE_TIMEOUT_MS),
      })
      const answer = (await response.json()) as { readonly quote?: ShownQuote }
      if (turn === quotes.current && answer.quote) setQuote(answer.quote)
    } catch {
      // The old price stays; an order at another one is refused, not charged.
    } finally {
      if (turn === quotes.current) setIsStale(false)
    }
  }

  /** Something was typed or chosen: what was wrong with it may be mended, and the price another. */
  function change({ target }: FormEvent<HTMLFormElement>): void {
    const { name } = target as HTMLInputElement
    const now = typed()
    setFields(now)
    const left = faultsOf(partOf(name), now, card)
    for (const judged of [name, ...(JUDGED_BY[name] ?? [])]) mend(judged, left)
    if (PRICED.includes(name)) void requote(now)
  }

  function changeCard(next: Card): void {
    setCard(next)
    for (const name of ['number', 'expiry', 'cvc'] as const)
      if (next[name] !== card[name]) mend(name, faultsOf('payment', fields, next))
  }

  function mend(name: string, now: Told): void {
    setFaults((before) =>
      Object.fromEntries(
        Object.entries(before).flatMap(([each, text]) => {
          const left = each === name ? now[each] : text
          return left === undefined ? [] : [[each, left]]
        }),
      ),
    )
  }

  /** The open part is done, or with the last one all of it. */
  function submit(): void {
    if (isSending || isLeaving) return
    const now = typed()
    setFields(now)
    if (part !== 'payment') {
      const wrong = faultsOf(part, now, card)
      tellFaults(wrong)
      if (Object.keys(wrong).length > 0) return
      const next = firstOpen(now)
      setPart(next)
      wanted.current = `section-${next}`
      void requote(now)
      return
    }
    const wrong = Object.assign({}, ...PARTS.map((each) => faultsOf(each, now, card))) as Told
    tellFaults(wrong)
    if (Object.keys(wrong).length > 0) return
    const said = new FormData(form.current ?? undefined)
    said.set('scripted', 'yes')
    said.set('total', String(quote.total))
    if (isByCard(now)) said.set('token', token || (tokenOf(card.number, testCards) ?? ''))
    startSending(async () => setAnswered(await sent(said, now)))
  }

  /** The name of the try stays where nobody was reached: sent again, it is the same order. */
  async function sent(said: FormData, now: Fields): Promise<CheckoutState> {
    try {
      return await placeOrder(state, said)
    } catch (error) {
      // What failed at the shop has a name there, and is shown by the page for that.
      if (error instanceof Error && 'digest' in error) throw error
      const { attempt, token: chosen } = state
      return { fields: now, attempt, token: chosen, faults: { '': texts.offline } }
    }
  }

  return {
    state, post, fields, part, told, faults, card, token, quote,
    isStale,
    isBusy: isSending || isLeaving,
    change,
    changeCard,
    submit,
    priceAnew: () => void requote(typed()),
    open: (which: Part) => {
      setPart(which)
      wanted.current = `section-${which}`
    },
    otherCard: () => {
      setToken('')
      wanted.current = 'number'
    },
  } // prettier-ignore
}
