import type { QuoteView } from '@rialto/contracts/cart'
import type { Caller } from '@rialto/kernel/contract/contract'
import { systemPorts } from '@rialto/kernel/ports/system'
import { anonymous, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../shop.fixture.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  shop.sell('lamp', { price: 1_230 })
  shop.sell('chair', { price: 5_000 })
})
afterAll(() => shop.world.close())

const fresh = () => user(systemPorts.ids.next('usr'))
const quoteOf = async (who: Caller, body: object = {}) =>
  (await shop.world.as(who, 'quote', { headers: {}, body })).body as QuoteView
const sum = (amounts: readonly number[]) => Math.round(amounts.reduce((all, each) => all + each, 0) * 100)

test('a quote explains every step, and the steps are the total to the cent', async () => {
  const ada = fresh()
  await shop.ask(ada, 'add', { body: { productId: 'lamp', quantity: 3 } })
  await shop.ask(ada, 'add', { body: { productId: 'chair' } })
  const quote = await quoteOf(ada, {
    shippingAddress: { street: 'Unter den Linden 1', city: 'Berlin', zipCode: '10117', country: 'Germany' },
    promotionCodes: ['SPRING'],
  })
  expect(quote).toMatchObject({
    subtotal: 86.9,
    discount: 0,
    shipping: 5,
    total: 101.09,
    currency: 'USD',
    shippingMethod: 'standard',
    taxes: [{ label: 'VAT 10 % in Germany', rate: 10, inclusive: false }],
    promotions: [{ code: 'SPRING', applied: false }],
    leftOut: [],
  })
  expect(quote.steps.map(({ step, why }) => [step, why])).toEqual([
    ['subtotal', '4 pieces in 2 lines, at the prices of now'],
    ['shipping', 'Standard: a flat price'],
    ['tax', 'VAT 10 % in Germany'],
  ])
  expect(sum(quote.steps.map(({ amount }) => amount))).toBe(sum([quote.total]))
  expect(quote.shippingMethods.map(({ method, chosen }) => [method, chosen])).toEqual([
    ['standard', true],
    ['express', false],
  ])
})

test('without an address a quote says what is known; by GET it takes country and state', async () => {
  const ada = fresh()
  await shop.ask(ada, 'add', { body: { productId: 'lamp' } })
  expect(await quoteOf(ada)).toMatchObject({ tax: 0, total: 17.3, taxes: [] })
  const got = await shop.world.as(ada, 'getQuote', { headers: {}, query: { country: 'DE' } })
  expect(got.body).toMatchObject({ subtotal: 12.3, taxes: [{ rate: 10 }] })
  expect(got.headers['cache-control']).toBe('private, no-store')
  const guest = systemPorts.ids.next('guest')
  await shop.ask(anonymous, 'addByKey', { params: { key: guest }, body: { productId: 'lamp' } })
  const byKey = await shop.world.as(anonymous, 'quoteByKey', { params: { key: guest }, body: {} })
  expect(byKey.body).toMatchObject({ total: 17.3 })
})

test('what is no longer sold is left out and told, and a cart of nothing else has no price', async () => {
  const ada = fresh()
  shop.sell('vase')
  await shop.ask(ada, 'add', { body: { productId: 'vase' } })
  await shop.ask(ada, 'add', { body: { productId: 'lamp' } })
  shop.withdraw('vase')
  expect(await quoteOf(ada)).toMatchObject({
    subtotal: 12.3,
    leftOut: [{ productId: 'vase', sku: 'VASE', reason: 'no_longer_sold' }],
  })
  await shop.ask(ada, 'remove', { params: { item: 'lamp' } })
  await expect(quoteOf(ada)).rejects.toMatchObject({ code: 'cart_empty' })
  await expect(quoteOf(fresh())).rejects.toMatchObject({ code: 'cart_empty' })
})

test('an unknown country, method or field is refused', async () => {
  const ada = fresh()
  await shop.ask(ada, 'add', { body: { productId: 'lamp' } })
  const refused: [object, string][] = [
    [{ shippingAddress: { country: 'Atlantis' } }, 'validation_failed'],
    [{ shippingMethod: 'drone' }, 'unknown_shipping_method'],
    [{ shippingAddress: { country: 7 } }, 'validation_failed'],
    [{ promotionCodes: Array.from({ length: 11 }, (_, i) => `C${i}`) }, 'validation_failed'],
    [{ total: 0 }, 'validation_failed'],
  ]
  for (const [body, code] of refused) await expect(quoteOf(ada, body)).rejects.toMatchObject({ code })
  const eve = shop.world.as(user('usr_eve'), 'quoteByKey', {
    params: { key: 'usr_somebody' },
    body: {},
  })
  await expect(eve).rejects.toMatchObject({ code: 'unknown_cart' })
})
