/**
 * What may happen to the lines of a cart. Decided on lines whose cart is locked, so that what is decided
 * is what is written. A line keeps name and price of when it was last added to.
 */
import type { LeftBehind, NewItemBody } from '@rialto/contracts/cart'
import { CART_LINES_MAX, LINE_QUANTITY_MAX } from '@rialto/contracts/cart/shapes'
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

/** By every reference that was asked for, and by SKU: null is not for sale, absent was not asked. */
export type Offers = ReadonlyMap<string, Offer | null>

export type Refusal = {
  readonly outcome: 'refused'
  readonly code:
    | 'unknown_product'
    | 'unknown_item'
    | 'ambiguous_item'
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
export function referencesOf({ productId, sku }: NewItemBody): string[] {
  return [productId, sku].filter((reference) => reference !== undefined)
}

/**
 * What an addition asks for, in terms of the catalogue. Refused: no product or none for sale, two
 * products, a price that is not the price. Throws `validation_failed` for a price that is no amount.
 */
export function readWish(item: NewItemBody, offers: Offers): Wish | Refusal {
  const references = referencesOf(item)
  const [offer, second] = references.map((reference) => offers.get(reference) ?? null)
  if (offer === undefined)
    return invalid('/productId', 'Say which product: productId takes an id, a SKU or a slug.')
  if (offer === null) return refuse('unknown_product', `Nothing is for sale as ${references[0]}.`)
  // Where a SKU stands beside its product, it names the variant.
  const chosen = second ?? offer
  if (second !== undefined && second?.productId !== offer.productId) {
    return invalid(
      '/sku',
      `${references[1]} is not the SKU of ${references[0]}; send one of them, or both of one product.`,
    )
  }
  const { price, currency } = chosen
  if (item.price !== undefined && toMinor(item.price, currency, '/price') !== price) {
    return refuse(
      'price_changed',
      `${chosen.name} costs ${toMajor(price, currency)} ${currency} now; nothing was added.`,
      {
        productId: chosen.productId,
        price: toMajor(price, currency),
        currency,
      },
    )
  }
  return { outcome: 'wanted', offer: chosen, quantity: item.quantity ?? 1 }
}

/** Adds to the line of the SKU, or begins one under `lineId`. */
export function add(lines: Lines, goods: Goods, quantity: number, lineId: string): Decision {
  const { productId, sku, name, price, currency } = goods
  const line = lines.find((each) => each.sku === sku)
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
  const named = linesNamed(lines, item, offers)
  const [line] = named
  if (!line) return refuse('unknown_item', `Nothing in the cart goes by ${item}.`)
  if (named.length > 1) {
    const names = named.map(({ sku }) => sku).join(', ')
    return refuse(
      'ambiguous_item',
      `The cart holds several variants of ${item}. Name one by its SKU: ${names}.`,
    )
  }
  if (quantity === 0) return { outcome: 'changed', lines: lines.filter((each) => each !== line) }
  return affordable(lines.map((each) => (each === line ? { ...line, quantity } : each)))
}

/** What a line sells for now. Null for what is not for sale, also where its SKU is another product’s by now. */
export function offerOf({ sku, productId }: Line, offers: Offers): Offer | null | undefined {
  const offer = offers.get(sku)
  return offer && offer.productId !== productId ? null : offer
}

/** One line has an id or a SKU; variants share their product’s id and slug. */
function linesNamed(lines: Lines, item: string, offers: Offers): Lines {
  const ways: readonly ((line: Line) => boolean)[] = [
    ({ id }) => id === item,
    ({ productId }) => productId === item,
    ({ sku }) => sku === item,
    (line) => offerOf(line, offers)?.slug === item,
  ]
  for (const isNamed of ways) {
    const named = lines.filter(isNamed)
    if (named.length > 0) return named
  }
  return []
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

/** Why pieces of a guest found no room in the user’s cart. */
type Left = { readonly line: Line; readonly quantity: number; readonly reason: LeftBehind['reason'] }

export type Merged = { readonly own: Lines; readonly guest: Lines; readonly left: readonly Left[] }

/**
 * Moves a guest’s lines into a user’s cart: pieces of one SKU add up to the most that a line holds. What
 * finds no room stays with the guest and is told with its reason; no piece is lost or doubled.
 */
export function merge(own: Lines, guest: Lines): Merged {
  let merged = own
  const left: Left[] = []
  for (const line of guest) {
    const present = merged.find(({ sku }) => sku === line.sku)
    const fits = Math.max(0, Math.min(line.quantity, LINE_QUANTITY_MAX - (present?.quantity ?? 0)))
    const decision = fits > 0 ? add(merged, line, fits, line.id) : undefined
    if (decision?.outcome === 'refused') {
      left.push({ line, quantity: line.quantity, reason: decision.code as Left['reason'] })
      continue
    }
    if (decision) merged = decision.lines
    if (fits < line.quantity)
      left.push({ line, quantity: line.quantity - fits, reason: 'quantity_too_large' })
  }
  return { own: merged, guest: left.map(({ line, quantity }) => ({ ...line, quantity })), left }
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
