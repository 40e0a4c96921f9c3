import type { Offer } from '@rialto/contracts/catalog'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  add,
  merge,
  readWish,
  setQuantity,
  takeOrdered,
  type Line,
  type Lines,
  type Offers,
} from './domain.ts'

const offer = (productId: string, given: Partial<Offer> = {}): Offer => ({
  productId,
  sku: productId.toUpperCase(),
  slug: `the-${productId}`,
  name: `The ${productId}`,
  price: 1_000,
  currency: 'USD',
  image: null,
  ...given,
})
const line = (productId: string, quantity: number, given: Partial<Line> = {}): Line => ({
  id: `lin_${productId}`,
  productId,
  sku: productId.toUpperCase(),
  name: `The ${productId}`,
  price: 1_000,
  currency: 'USD',
  quantity,
  ...given,
})
const lamp = offer('lamp', { price: 129_999 })
const shelf: Offers = new Map<string, Offer | null>([
  ['lamp', lamp],
  ['LAMP', lamp],
  ['the-lamp', lamp],
  ['chair', offer('chair')],
  ['gone', null],
])
const pieces = (...carts: Lines[]) => {
  const sums = new Map<string, number>()
  for (const { productId, quantity } of carts.flat())
    sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  return sums
}
const quantities = (lines: Lines) => lines.map(({ productId, quantity }) => [productId, quantity])

test('a product is asked for by id, SKU or slug, one piece unless said', () => {
  for (const reference of ['lamp', 'LAMP', 'the-lamp']) {
    expect(readWish({ productId: reference }, shelf)).toEqual({ outcome: 'wanted', offer: lamp, quantity: 1 })
  }
  expect(readWish({ sku: 'LAMP', quantity: 3 }, shelf)).toMatchObject({ quantity: 3 })
  expect(readWish({ productId: 'lamp', sku: 'LAMP' }, shelf)).toMatchObject({ outcome: 'wanted' })
})

test('a product and the SKU of another contradict each other, and nothing names no product', () => {
  expect(readWish({ productId: 'lamp', sku: 'chair' }, shelf)).toMatchObject({ code: 'validation_failed' })
  expect(readWish({ productId: 'lamp', sku: 'gone' }, shelf)).toMatchObject({ code: 'validation_failed' })
  expect(readWish({ quantity: 2 }, shelf)).toMatchObject({ code: 'validation_failed' })
  expect(readWish({ productId: 'gone' }, shelf)).toMatchObject({ code: 'unknown_product' })
})

test('the price that the buyer saw passes when it is the price, to the cent', () => {
  expect(readWish({ productId: 'lamp', price: 1299.99 }, shelf)).toMatchObject({ outcome: 'wanted' })
  expect(readWish({ productId: 'lamp', price: 1300 }, shelf)).toMatchObject({
    code: 'price_changed',
    says: { productId: 'lamp', price: 1299.99, currency: 'USD' },
  })
  expect(() => readWish({ productId: 'lamp', price: 1299.991 }, shelf)).toThrow(
    '1299.991 is not an amount of USD',
  )
})

test('adding again adds to the line, and takes over the name and price of now', () => {
  const decision = add([line('lamp', 2, { price: 90_000 }), line('chair', 1)], lamp, 3, 'lin_new')
  expect(decision).toEqual({
    outcome: 'changed',
    lines: [line('lamp', 5, { price: 129_999 }), line('chair', 1)],
  })
})

test('a cart has one currency, a hundred lines, 999 pieces a line, and is worth so much at most', () => {
  const full = Array.from({ length: 100 }, (_, i) => line(`p${i}`, 1))
  expect(add([line('lamp', 1)], offer('chair', { currency: 'EUR' }), 1, 'lin_x')).toMatchObject({
    code: 'currencies_mixed',
  })
  expect(add(full, lamp, 1, 'lin_x')).toMatchObject({ code: 'cart_full' })
  expect(add(full, offer('p7'), 1, 'lin_x')).toMatchObject({ outcome: 'changed' })
  expect(add([line('lamp', 998)], offer('lamp'), 2, 'lin_x')).toMatchObject({ code: 'quantity_too_large' })
  expect(add([], offer('palace', { price: 400_000_000_000 }), 3, 'lin_x')).toMatchObject({
    code: 'cart_too_dear',
  })
  expect(setQuantity([line('palace', 1, { price: 400_000_000_000 })], 'palace', 3, shelf)).toMatchObject({
    code: 'cart_too_dear',
  })
})

test('an item is named by its line, product, SKU or slug; an id goes before another’s SKU', () => {
  const lines = [line('lamp', 1), line('chair', 1, { sku: 'lamp' })]
  for (const item of ['lin_lamp', 'lamp', 'LAMP', 'the-lamp']) {
    expect(setQuantity(lines, item, 4, shelf)).toMatchObject({
      lines: [{ productId: 'lamp', quantity: 4 }, lines[1]],
    })
  }
  expect(setQuantity(lines, 'chair', 0, shelf)).toEqual({ outcome: 'changed', lines: [lines[0]] })
  expect(setQuantity(lines, 'sofa', 0, shelf)).toMatchObject({ code: 'unknown_item' })
})

test('what was ordered leaves, what was added since stays', () => {
  const lines = [line('lamp', 3), line('chair', 1), line('sofa', 2)]
  const left = takeOrdered(lines, [
    { sku: 'LAMP', quantity: 1 },
    { sku: 'LAMP', quantity: 1 },
    { sku: 'CHAIR', quantity: 5 },
    { sku: 'VASE', quantity: 1 },
  ])
  expect(quantities(left)).toEqual([
    ['lamp', 1],
    ['sofa', 2],
  ])
})

test('merging moves what fits and leaves the rest with the guest', () => {
  const own = [line('lamp', 989), ...Array.from({ length: 98 }, (_, i) => line(`p${i}`, 1))]
  const merged = merge(own, [
    line('lamp', 30),
    line('yen', 1, { currency: 'JPY' }),
    line('chair', 2),
    line('sofa', 2),
  ])
  expect(merged.own).toHaveLength(100)
  expect(pieces(merged.own).get('lamp')).toBe(999)
  expect(pieces(merged.own).get('chair')).toBe(2)
  expect(quantities(merged.guest)).toEqual([
    ['lamp', 20],
    ['yen', 1],
    ['sofa', 2],
  ])
  expect(
    merged.left.map(({ line: { productId }, quantity: count, reason }) => [productId, count, reason]),
  ).toEqual([
    ['lamp', 20, 'quantity_too_large'],
    ['yen', 1, 'currencies_mixed'],
    ['sofa', 2, 'cart_full'],
  ])
})

test('variants of a product have a line each, and a name that they share names none of them', () => {
  const medium = offer('shirt', { sku: 'SHIRT-M' })
  const large = offer('shirt', { sku: 'SHIRT-L', price: 1_200 })
  const sold: Offers = new Map([medium, large].map((each) => [each.sku, each]))
  const both = [
    line('shirt', 1, { sku: 'SHIRT-M' }),
    line('shirt', 2, { id: 'lin_l', sku: 'SHIRT-L', price: 1_200 }),
  ]
  expect(add([both[0] as Line], large, 2, 'lin_l')).toEqual({ outcome: 'changed', lines: both })
  expect(setQuantity(both, 'SHIRT-L', 0, sold)).toEqual({ outcome: 'changed', lines: [both[0]] })
  for (const shared of ['shirt', 'the-shirt']) {
    expect(setQuantity(both, shared, 5, sold)).toMatchObject({ code: 'ambiguous_item' })
    expect(setQuantity([both[0] as Line], shared, 5, sold)).toMatchObject({ lines: [{ quantity: 5 }] })
  }
  const shelves: Offers = new Map([
    ['shirt', medium],
    ['SHIRT-L', large],
  ])
  expect(readWish({ productId: 'shirt', sku: 'SHIRT-L' }, shelves)).toMatchObject({ offer: large })
  expect(readWish({ productId: 'shirt', sku: 'SHIRT-L', price: 10 }, shelves)).toMatchObject({
    code: 'price_changed',
    says: { price: 12 },
  })
})

const product = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const quantity = fc.integer({ min: 1, max: 999 })
const cartOf = fc
  .uniqueArray(fc.record({ product, quantity, yen: fc.boolean() }), {
    selector: (each) => each.product,
    maxLength: 5,
  })
  .map((entries) => {
    const yen = entries[0]?.yen === true
    return entries.map((each) => line(each.product, each.quantity, yen ? { currency: 'JPY' } : {}))
  })

test('merging loses no piece and doubles none, and a second time moves nothing that the first did not', () => {
  fc.assert(
    fc.property(cartOf, cartOf, (own, guest) => {
      const once = merge(own, guest)
      expect(pieces(once.own, once.guest)).toEqual(pieces(own, guest))
      expect(merge(once.own, once.guest)).toMatchObject({ own: once.own, guest: once.guest })
      expect(
        pieces(once.left.map(({ line: each, quantity: left }) => ({ ...each, quantity: left }))),
      ).toEqual(pieces(once.guest))
      for (const each of once.own) expect(each.quantity).toBeLessThanOrEqual(999)
      expect(new Set(once.own.map(({ currency }) => currency)).size).toBeLessThanOrEqual(1)
    }),
  )
})

test('two guests’ carts may be merged in either order: the user ends with the same', () => {
  const dollars = fc
    .uniqueArray(fc.record({ product, quantity }), { selector: (each) => each.product, maxLength: 5 })
    .map((entries) => entries.map((each) => line(each.product, each.quantity)))
  fc.assert(
    fc.property(dollars, dollars, dollars, (own, one, other) => {
      const oneFirst = merge(merge(own, one).own, other)
      const otherFirst = merge(merge(own, other).own, one)
      expect(pieces(oneFirst.own)).toEqual(pieces(otherFirst.own))
    }),
  )
})

test('however a cart is changed, its limits hold and a refusal leaves it as it was', () => {
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('add' as const),
      product,
      quantity,
      currency: fc.constantFrom('USD', 'EUR'),
    }),
    fc.record({ kind: fc.constant('set' as const), product, quantity: fc.integer({ min: 0, max: 999 }) }),
    fc.record({ kind: fc.constant('order' as const), product, quantity }),
  )
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      let lines: Lines = []
      for (const each of changes) {
        const present = pieces(lines).get(each.product) ?? 0
        if (each.kind === 'order') {
          lines = takeOrdered(lines, [{ sku: each.product.toUpperCase(), quantity: each.quantity }])
          expect(pieces(lines).get(each.product) ?? 0).toBe(Math.max(0, present - each.quantity))
          continue
        }
        const decision =
          each.kind === 'add'
            ? add(
                lines,
                offer(each.product, { currency: each.currency }),
                each.quantity,
                `lin_${lines.length}`,
              )
            : setQuantity(lines, each.product, each.quantity, shelf)
        if (decision.outcome === 'refused') continue
        lines = decision.lines
        const wanted = each.kind === 'add' ? present + each.quantity : each.quantity
        expect(pieces(lines).get(each.product) ?? 0).toBe(wanted)
      }
      expect(new Set(lines.map(({ productId }) => productId)).size).toBe(lines.length)
      expect(new Set(lines.map(({ currency }) => currency)).size).toBeLessThanOrEqual(1)
      for (const each of lines) expect(each.quantity >= 1 && each.quantity <= 999).toBe(true)
    }),
  )
})
