/** Amounts and dates as a language writes them. Making a formatter costs 60 µs and using one 0.3: they are kept. */
import { directionOf, type Locale } from './locales.ts'

/** Or `US$` among letters from right to left would read `$US`. */
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

const NO_BREAK = '\u00a0'

const formats = new Map<string, Intl.NumberFormat>()

/** €1,299.00; amounts are in major units, as the API gives them. */
export function formatMoney(amount: number, currency: string, locale: Locale): string {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    formats.set(key, format)
  }
  return written(format, amount, locale)
}

function written(format: Intl.NumberFormat, amount: number, locale: Locale): string {
  if (directionOf(locale) === 'ltr') return format.format(amount)
  return format
    .formatToParts(amount)
    .map(({ type, value }) => (type === 'currency' ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}` : value))
    .join('')
}

/** €12.00, or €12.00 – €30.00. */
export function formatMoneyRange(from: number, to: number, currency: string, locale: Locale): string {
  const text = formatMoney(from, currency, locale)
  return from === to ? text : `${text} – ${formatMoney(to, currency, locale)}`
}

/** €25 and €12.50; in no currency where none is known. */
export function formatRound(amount: number, currency: string | undefined, locale: Locale): string {
  const key = `${locale} ${currency} round`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      ...(currency === undefined ? {} : { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
      trailingZeroDisplay: 'stripIfInteger',
    })
    formats.set(key, format)
  }
  return written(format, amount, locale)
}

/** Thu 26 Nov, and the year where it is not this one. No line ends within it. */
export function formatDay(time: string | Date, locale: Locale, now: Date): string {
  const date = new Date(time)
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(date.getUTCFullYear() === now.getUTCFullYear() ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  })
    .format(date)
    .replace(',', '')
    .replaceAll(' ', NO_BREAK)
}
