/** Amounts as a language writes them: “1,299.99 USD”, „1.299,99 USD“. */
import { minorDigits, toMajor } from '@rialto/kernel/money/money'

/** Making a formatter costs 60 µs, using one 0.3 µs. */
const formats = new Map<string, Intl.NumberFormat>()

export function moneyIn(tag: string): (minor: number, currency: string) => string {
  return (minor, currency) => {
    const digits = minorDigits(currency)
    const key = `${tag} ${digits}`
    const format =
      formats.get(key) ??
      new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    formats.set(key, format)
    return `${format.format(toMajor(minor, currency))} ${currency}`
  }
}
