/**
 * What may happen to the lines of a cart. Decided on lines whose cart is locked, so that what is decided
 * is what is written. A line keeps name and price of when it was last added to.
 */
import { CART_LINES_MAX, LINE_QUANTITY_MAX, type NewItem } from '@rialto/contracts/cart'
import type { Offer } from '@rialto/contracts/catalog'
import { toMajor, toMinor, type Minor } from '@rialto/kernel/money/money'

/** A million million minor units: far above any sale, far below where sums stop being exact. */
export const CART_WORTH_MINOR_MAX = 1_000_000_000_000

export type Line = {
  readonly id: string
  readonly productId: string
  readonly sku: string
  readonly name: string
  readonly price: Minor
  readonly currency: string
  readonly quantity: number
}
export type Lines = readonly Line[]

/** By every reference that was asked for: null is not for sale, absent was not asked. */
export type Offers = ReadonlyMap<string, Offer | null>

export type Refusal = {
  readonly outcome: 'refused'
  readonly code:
    | 'unknown_product'
    | 'unknown_item'
    | 'price_changed'
    | 'cart_full'
    | 'quantity_too_large'
    | 'cart_too_dear'
    | 'currencies_mixed'
    | 'validation_failed'
  readonly detail: string
  /** Further members of the answer. */
  readonly says?: Readonly<Record<string, unknown>>
}
export type Decision = { readonly outcome: 'changed'; readonly lines: Lines } | Refusal
/** What a line keeps of an offer. */
type Goods = Pick<Offer, 'productId' | 'sku' | 'name' | 'price' | 'currency'>
export type Wish = { readonly outcome: 'wanted'; readonly offer: Offer; readonly quantity: number }

/** The names by which an addition asks for its product. */
export function referencesOf({ productId, sku }: NewItem): string[] {
  return [productId, sku].filter((reference) => reference !== undefined)
}

/**
 * What an addition asks for, in terms of the catalogue. Refused: no product or none for sale, two
 * products, a price that is not the price. Throws `validation_failed` for a price that is no amount.
 */
export function readWish(item: NewItem, offers: Offers): Wish | Refusal {
  const references = referencesOf(item)
  const [offer, second] = references.map((reference) => offers.get(reference) ?? null)
  if (offer === undefined)
    return invalid('/productId', 'Say which product: productId takes an id, a SKU or a slug.')
  if (offer === null) return refuse('unknown_product', `Nothing is for sale as ${references[0]}.`)
  if (second !== undefined && second?.productId !== offer.productId) {
    return invalid(
      '/sku',
      `${references[1]} is not the SKU of ${references[0]}; send one of them, or both of one product.`,
    )
  }
  const { price, currency } = offer
  if (item.price !== undefined && toMinor(item.price, currency, '/price') !== price) {
    return refuse(
      'price_changed',
      `${offer.name} costs ${toMajor(price, currency)} ${currency} now; nothing was added.`,
      {
        productId: offer.productId,
        price: toMajor(price, currency),
        currency,
      },
    )
  }
  return { outcome: 'wanted', offer, quantity: item.quantity ?? 1 }
}

/** Adds to the line of the product, or begins one under `lineId`. */
export function add(lines: Lines, goods: Goods, quantity: number, lineId: string): Decision {
  const { productId, sku, name, price, currency } = goods
  const line = lines.find((each) => each.productId === productId)
  const other = lines.find((each) => each.currency !== currency)
  if (other) {
    return refuse(
      'currencies_mixed',
      `The cart is in ${other.currency} and ${name} is sold in ${currency}. Order one, then the other.`,
    )
  }
  const sum = (line?.quantity ?? 0) + quantity
  if (sum > LINE_QUANTITY_MAX) {
    return refuse(
      'quantity_too_large',
      `${sum} of ${name} are more than the ${LINE_QUANTITY_MAX} that one line holds.`,
    )
  }
  if (!line && lines.length >= CART_LINES_MAX) {
    return refuse('cart_full', `A cart holds ${CART_LINES_MAX} lines. Remove one, or order these first.`)
  }
  const added: Line = { id: line?.id ?? lineId, productId, sku, name, price, currency, quantity: sum }
  return affordable(line ? lines.map((each) => (each === line ? added : each)) : [...lines, added])
}

/** Sets the quantity of the line that `item` names: by its id, product id, SKU or slug. 0 removes it. */
export function setQuantity(lines: Lines, item: string, quantity: number, offers: Offers): Decision {
  const line =
    lines.find(({ id }) => id === item) ??
    lines.find(({ productId }) => productId === item) ??
    lines.find(({ sku }) => sku === item) ??
    lines.find(({ productId }) => offers.get(productId)?.slug === item)
  if (!line) return refuse('unknown_item', `Nothing in the cart goes by ${item}.`)
  if (quantity === 0) return { outcome: 'changed', lines: lines.filter((each) => each !== line) }
  return affordable(lines.map((each) => (each === line ? { ...line, quantity } : each)))
}

/** Takes out what was ordered. What was added since the order was placed stays. */
export function takeOrdered(
  lines: Lines,
  ordered: readonly { readonly sku: string; readonly quantity: number }[],
): Lines {
  const wanted = new Map<string, number>()
  for (const { sku, quantity } of ordered) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity)
  return lines.flatMap((line) => {
    const left = line.quantity - (wanted.get(line.sku) ?? 0)
    if (left === line.quantity) return [line]
    return left > 0 ? [{ ...line, quantity: left }] : []
  })
}

/** Moves a guest's lines into a user's cart. What does not fit there stays with the guest; no piece is lost or doubled. */
export function merge(own: Lines, guest: Lines): { readonly own: Lines; readonly guest: Lines } {
  let merged = own
  const left: Line[] = []
  for (const line of guest) {
    const present = merged.find(({ productId }) => productId === line.productId)
    const moving = Math.min(line.quantity, LINE_QUANTITY_MAX - (present?.quantity ?? 0))
    const { lines, moved } = moving > 0 ? moveInto(merged, line, moving) : { lines: merged, moved: 0 }
    merged = lines
    if (moved < line.quantity) left.push({ ...line, quantity: line.quantity - moved })
  }
  return { own: merged, guest: left }
}

function moveInto(lines: Lines, line: Line, quantity: number): { lines: Lines; moved: number } {
  const decision = add(lines, line, quantity, line.id)
  return decision.outcome === 'changed' ? { lines: decision.lines, moved: quantity } : { lines, moved: 0 }
}

function affordable(lines: Lines): Decision {
  const worth = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  if (worth <= CART_WORTH_MINOR_MAX) return { outcome: 'changed', lines }
  const { currency } = lines[0] as Line
  return refuse(
    'cart_too_dear',
    `A cart holds goods for ${toMajor(CART_WORTH_MINOR_MAX, currency)} ${currency} at most. Order in parts.`,
  )
}

function refuse(code: Refusal['code'], detail: string, says?: Refusal['says']): Refusal {
  return { outcome: 'refused', code, detail, ...(says === undefined ? {} : { says }) }
}

function invalid(path: string, detail: string): Refusal {
  return refuse('validation_failed', detail, { errors: [{ path, message: detail, code: 'product' }] })
}
