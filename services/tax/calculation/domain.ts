/** A calculation for whoever asks: major units in, major units out, reckoned as for an order. */
import type { TaxCalculation, TaxQuestion } from '@rialto/contracts/tax'
import { Problem } from '@rialto/kernel/contract/problem'
import { toMajor, toMinor } from '@rialto/kernel/money/money'
import { assess, type Assessment, type RateBook } from '../domain.ts'
import { countryOf, percentOf } from '../rate/view.ts'

const CURRENCY_DEFAULT = 'USD'
/** What all of it may be worth, minor units; the most of an order. */
const WORTH_MINOR_MAX = 10_000_000_000_000

export type Calculated = {
  readonly view: TaxCalculation
  /** Minor units. */
  readonly taxable: number
  readonly tax: number
  readonly included: number
}

/** Throws `validation_failed` for no country, an amount that is none, both or neither of amount and items. */
export function calculate(book: RateBook, question: TaxQuestion): Calculated {
  const currency = question.currency ?? CURRENCY_DEFAULT
  const country = question.country === undefined ? null : countryOf(question.country)
  const region = question.region?.trim() || null
  const lines = linesOf(question, currency)
  const shipping = toMinor(question.shipping ?? 0, currency, '/shipping')
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0)
  if (subtotal + shipping > WORTH_MINOR_MAX) {
    throw invalid('/items', 'is worth too much', 'That is worth more than one order may be; ask in parts.')
  }
  const assessed = assess(book, { country, state: region, lines, shipping })
  const included = assessed.rates.reduce((sum, rate) => sum + (rate.inclusive ? rate.amount : 0), 0)
  const major = (minor: number) => toMajor(minor, currency)
  return {
    taxable: subtotal + shipping,
    tax: assessed.total,
    included,
    view: {
      currency,
      country,
      region,
      subtotal: major(subtotal),
      shipping: major(shipping),
      tax: major(assessed.total),
      includedTax: major(included),
      total: major(subtotal + shipping + assessed.total),
      lines: lines.map(({ amount }, i) => ({
        amount: major(amount),
        tax: major(assessed.lines[i] ?? 0),
        label: assessed.label,
      })),
      shippingTax: major(assessed.shipping),
      rates: ratesOf(assessed, major),
    },
  }
}

function ratesOf({ rates }: Assessment, major: (minor: number) => number): TaxCalculation['rates'] {
  return rates.map(({ label, rate, inclusive, amount }) => ({
    label,
    rate: percentOf(rate),
    inclusive,
    amount: major(amount),
  }))
}

function linesOf({ amount, items, category }: TaxQuestion, currency: string) {
  if ((amount === undefined) === (items === undefined)) {
    throw invalid('/items', 'or amount, one of them', 'Send an amount, or items with what each piece costs.')
  }
  if (amount !== undefined) return [lineOf(toMinor(amount, currency, '/amount'), category)]
  return (items ?? []).map((item, i) => {
    const price = toMinor(item.amount, currency, `/items/${i}/amount`)
    const worth = price * (item.quantity ?? 1)
    if (worth > WORTH_MINOR_MAX) throw invalid(`/items/${i}`, 'is worth too much', 'Ask in parts.')
    return lineOf(worth, item.category ?? category)
  })
}

function lineOf(amount: number, category: string | undefined) {
  return category === undefined ? { amount } : { amount, categories: [category.trim()] }
}

function invalid(path: string, message: string, detail: string): Problem {
  return new Problem('validation_failed', { detail, errors: [{ path, message, code: 'invalid' }] })
}
