/** The receipt inside a letter: the same lines and sums in every language, under its names for them. */
import type { Fact, Matter, ReceiptWords } from './letter.ts'

export type ReceiptNames = {
  readonly title: string
  readonly items: string
  readonly discount: string
  readonly shipping: string
  readonly free: string
  readonly tax: string
  readonly total: string
}

type Money = (minor: number, currency: string) => string

/** Nothing where order did not know the order any more. */
export function receiptWith(names: ReceiptNames, format: Money, { receipt }: Matter) {
  if (!receipt) return {}
  const money = (minor: number) => format(minor, receipt.currency)
  const sums: Fact[] = [{ name: names.items, value: money(receipt.subtotal) }]
  if (receipt.discount > 0) sums.push({ name: names.discount, value: `−${money(receipt.discount)}` })
  sums.push({ name: names.shipping, value: receipt.shipping === 0 ? names.free : money(receipt.shipping) })
  if (receipt.tax > 0) sums.push({ name: names.tax, value: money(receipt.tax) })
  const words: ReceiptWords = {
    title: names.title,
    lines: receipt.lines.map(({ quantity, name, total }) => ({
      quantity: String(quantity),
      name,
      total: money(total),
    })),
    sums,
    total: { name: names.total, value: money(receipt.total) },
  }
  return { receipt: words }
}
