import type { CatalogClient, Offer } from '@rialto/contracts/catalog'
import type { ShippingClient } from '@rialto/contracts/shipping'
import type { tax, TaxClient } from '@rialto/contracts/tax'
import type { Input } from '@rialto/kernel/contract/contract'
import { aService, callAs } from '@rialto/kernel/testing/world'
import { beforeEach, expect, test } from 'vitest'
import { priceItems } from './pricing.ts'
import { quoteItems } from './quote.ts'

type Assess = Input<(typeof tax)['routes']['assess']>

const offer = (productId: string, sku: string, price: number): Offer => {
  const named = { slug: productId, name: `A ${sku}`, image: null, categoryIds: ['cat_home', 'cat_cups'] }
  return { productId, sku, price, currency: 'USD', ...named }
}
const shelf: Readonly<Record<string, Offer>> = {
  cup: offer('cup', 'CUP', 1_000),
  CUP: offer('cup', 'CUP', 1_000),
  'CUP-XL': offer('cup', 'CUP-XL', 1_500),
}
const taxAsked: Assess['body'][] = []
beforeEach(() => {
  taxAsked.length = 0
})
const clients = {
  catalog: {
    offers: async ({ body }: { body: { references: string[] } }) => ({
      offers: body.references.map((reference) => shelf[reference] ?? null),
    }),
  } as unknown as CatalogClient,
  shipping: {
    quote: async () => ({ method: 'standard', label: 'Standard', amount: 500, reason: 'a flat price' }),
  } as unknown as ShippingClient,
  tax: {
    assess: async ({ body }: Assess) => {
      taxAsked.push(body)
      const lines = body.lines.map(({ amount }) => amount / 10)
      const total = lines.reduce((sum, each) => sum + each, 50)
      const rates = [{ label: '10 %', rate: 1_000, inclusive: false, amount: total }]
      return { rate: 1_000, label: '10 %', lines, shipping: 50, total, rates }
    },
  } as unknown as TaxClient,
}
const items = [
  { productId: 'cup', sku: 'CUP', quantity: 2 },
  { productId: 'cup', sku: 'CUP-XL', quantity: 1 },
]

test('a quote is the price of the order to the cent, each variant at its own price', async () => {
  taxAsked.length = 0
  const call = callAs(aService)
  const body = { items, country: 'DE', state: '', shippingMethod: 'standard' }
  const quote = await quoteItems(clients, body, call)
  const price = await priceItems(clients, items, { country: 'DE', state: null }, 'standard', call)
  const { lines, subtotal, discount, shipping, tax: added, total, pricing, currency } = quote
  expect(price).toMatchObject({ lines, subtotal, discount, shipping, tax: added, total, pricing, currency })
  expect([subtotal, shipping, added, total]).toEqual([3_500, 500, 400, 4_400])
  expect(quote.taxes).toEqual([{ label: '10 %', rate: 1_000, inclusive: false, amount: 400 }])
  expect(taxAsked[0]?.state).toBeNull()
  expect(taxAsked[0]?.lines[1]).toEqual({
    sku: 'CUP-XL',
    amount: 1_500,
    categories: ['cat_home', 'cat_cups'],
  })
})

test('an order line may say product, variant or both, and both have to be of one product', async () => {
  const price = (...wanted: Parameters<typeof priceItems>[1]) =>
    priceItems(clients, wanted, { country: 'DE', state: null }, 'standard', callAs(aService))
  const skuOf = async (...wanted: Parameters<typeof priceItems>[1]) =>
    (await price(...wanted)).lines.map(({ sku }) => sku)
  expect(await skuOf({ productId: 'cup', sku: 'CUP-XL', quantity: 1 })).toEqual(['CUP-XL'])
  expect(await skuOf({ sku: 'CUP-XL', quantity: 1 }, { productId: 'CUP', quantity: 1 })).toEqual([
    'CUP-XL',
    'CUP',
  ])
  expect(await skuOf({ productId: 'CUP', sku: 'CUP-XL', quantity: 1 })).toEqual(['CUP-XL'])
  const refusal = (code: string, path: string) =>
    expect.objectContaining({
      code,
      extras: expect.objectContaining({ errors: [expect.objectContaining({ path })] }) as object,
    })
  await expect(price({ quantity: 1 })).rejects.toThrow(refusal('validation_failed', '/items/0/productId'))
  await expect(price({ productId: 'jug', sku: 'CUP', quantity: 1 })).rejects.toThrow(
    refusal('validation_failed', '/items/0/sku'),
  )
  await expect(price({ productId: 'cup', sku: 'JUG', quantity: 1 })).rejects.toThrow(
    refusal('unknown_product', '/items/0/sku'),
  )
})

test('a quote of what is not for sale is refused as the order would be', async () => {
  const body = {
    items: [{ productId: 'jug', sku: 'JUG', quantity: 1 }],
    country: null,
    state: null,
    shippingMethod: 'standard',
  }
  await expect(quoteItems(clients, body, callAs(aService))).rejects.toMatchObject({ code: 'unknown_product' })
})
