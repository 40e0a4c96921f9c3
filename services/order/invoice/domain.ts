/** What an invoice says: what was placed and paid, with the tax of each line, and sums that add up to the cent. */
import assert from 'node:assert/strict'
import type { Invoice } from '@rialto/contracts/order'
import { scale, toMajor } from '@rialto/kernel/money/money'
import type { OrderEvent, OrderState } from '../domain.ts'
import { lineId } from '../goods/domain.ts'
import type { Contact } from '../store.ts'

export type Seller = {
  readonly name: string
  readonly address: readonly string[]
  readonly taxId: string | null
}

const BASIS_POINTS = 10_000
const NUMBER_DIGITS = 6

type Taxed = { readonly rate: number; readonly net: number; readonly tax: number }

/** `INV-000042`. */
function invoiceNumber(number: number): string {
  return `INV-${String(number).padStart(NUMBER_DIGITS, '0')}`
}

/** When the order was paid, and with which payment; undefined while it is not. */
export function paymentOf(events: readonly OrderEvent[]): { paidAt: string; paymentId: string } | undefined {
  for (const event of events) if (event.type === 'confirmed') return event.data
  return undefined
}

export function invoiceOf(
  { id, placed, createdAt }: OrderState,
  { paidAt, paymentId }: { readonly paidAt: string; readonly paymentId: string },
  issued: { readonly number: number; readonly issuedAt: Date },
  seller: Seller,
  contact: Contact | undefined,
): Invoice {
  const { currency, taxRate } = placed
  const major = (minor: number) => toMajor(minor, currency)
  const shown = ({ rate, net, tax }: Taxed) => ({
    taxRate: rate / 100,
    net: major(net),
    tax: major(tax),
    gross: major(net + tax),
  })
  const taxed = (net: number, tax: number): Taxed => ({ rate: rateOf(net, tax, taxRate), net, tax })
  const lines = placed.lines.map((line) => ({
    ...line,
    ...taxed(line.price * line.quantity - line.discount, line.tax),
  }))
  const shippingTax = placed.tax - lines.reduce((sum, { tax }) => sum + tax, 0)
  const shipping = taxed(placed.shipping, shippingTax)
  const parts = [...lines, shipping].filter(({ net, tax }) => net + tax > 0)
  const net = parts.reduce((sum, part) => sum + part.net, 0)
  assert(net + placed.tax === placed.total, `${id}: ${net} and ${placed.tax} are not ${placed.total}`)
  const rates = [...Map.groupBy(parts, ({ rate }) => rate)].toSorted(([one], [other]) => other - one)
  return {
    number: invoiceNumber(issued.number),
    issuedAt: issued.issuedAt.toISOString(),
    orderId: id,
    orderNumber: String(placed.number),
    orderedAt: createdAt,
    paidAt,
    paymentId,
    currency,
    seller: { ...seller, address: [...seller.address] },
    buyer: {
      email: contact?.email ?? null,
      address: (contact?.shippingAddress ?? null) as Invoice['buyer']['address'],
    },
    lines: lines.map((line, place) => ({
      id: lineId(place),
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      price: major(line.price),
      discount: major(line.discount),
      ...shown(line),
    })),
    shipping: { method: placed.shippingMethod, ...shown(shipping) },
    taxes: rates.map(([rate, same]) =>
      shown({
        rate,
        net: same.reduce((sum, part) => sum + part.net, 0),
        tax: same.reduce((sum, part) => sum + part.tax, 0),
      }),
    ),
    net: major(net),
    tax: major(placed.tax),
    gross: major(placed.total),
  }
}

/** In basis points: the rate that the order was priced with where it explains the tax to the cent, else the one that the amounts show. */
function rateOf(net: number, tax: number, known: number | undefined): number {
  if (tax === 0 || net === 0) return 0
  if (known !== undefined && Math.abs(scale(net, known, BASIS_POINTS) - tax) <= 1) return known
  return scale(BASIS_POINTS, tax, net)
}
