import { permits } from '@rialto/contracts/roles'
import type { TaxCalculation, TaxRate } from '@rialto/contracts/tax'
import type { Call, Caller } from '@rialto/kernel/contract/contract'
import { systemPorts } from '@rialto/kernel/ports/system'
import { aService, anonymous, callAs, openWorld, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { taxService } from './service.ts'

let world: Awaited<ReturnType<typeof open>>
const open = () => openWorld(taxService, { permits })

beforeAll(async () => {
  world = await open()
})
afterAll(() => world.close())

const admin = user('usr_admin', 'admin')
const sale = {
  currency: 'USD',
  country: 'DE',
  state: null,
  lines: [{ sku: 'LAPTOP-001', amount: 129_999 }],
  shipping: 499,
}
const calculate = async (body: object, who: Caller = anonymous) =>
  (await world.as(who, 'calculate', { body })).body as TaxCalculation
const addRate = async (body: object, call: Partial<Call> = {}, who: Caller = admin) =>
  (await world.as(who, 'addRate', { body }, call)).body as TaxRate
const listed = async (query: object) =>
  (await world.as(anonymous, 'rates', { query })).body as {
    items: TaxRate[]
    nextCursor: string | null
    total: number
  }

test('an order asks and is answered line by line', async () => {
  const assessed = await world.client.assess({ body: sale }, callAs(aService))
  expect(assessed).toMatchObject({ lines: [24_700], shipping: 95, total: 24_795 })
})

test('no client at the gateway can ask as an order does', async () => {
  for (const caller of [anonymous, admin]) {
    await expect(world.as(caller, 'assess', { body: sale })).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('an amount that is no whole number of minor units, or beyond any order, is refused', async () => {
  for (const amount of [-1, 0.5, 1e15, Number.NaN, '10']) {
    const body = { ...sale, lines: [{ sku: 'LAPTOP-001', amount }] }
    await expect(world.as(aService, 'assess', { body })).rejects.toMatchObject({ code: 'validation_failed' })
  }
})

test('the base rates are there from the first day, by place, page after page', async () => {
  expect((await listed({ country: 'Germany' })).items).toMatchObject([
    { country: 'DE', region: null, category: null, rate: 19, inclusive: false, label: 'VAT 19 % in Germany' },
  ])
  expect((await listed({ country: 'US', region: 'california' })).items).toMatchObject([
    { region: 'CA', rate: 7.25 },
  ])
  const all: TaxRate[] = []
  let cursor: string | null = null
  do {
    const { items, nextCursor, total }: Awaited<ReturnType<typeof listed>> = await listed({
      limit: 7,
      country: 'US',
      ...(cursor === null ? {} : { cursor }),
    })
    expect(total).toBe(16)
    all.push(...items)
    cursor = nextCursor
  } while (cursor !== null)
  expect(new Set(all.map(({ id }) => id)).size).toBe(16)
  await expect(listed({ cursor: 'made-up' })).rejects.toMatchObject({ code: 'invalid_query' })
})

test('anybody may calculate the tax on an amount or on items, and it is told as an event', async () => {
  expect(await calculate({ amount: 100, country: 'DE' })).toMatchObject({
    subtotal: 100,
    tax: 19,
    total: 119,
    rates: [{ label: 'VAT 19 % in Germany', rate: 19, amount: 19 }],
  })
  const items = [{ amount: 19.99, quantity: 3 }, { amount: 5 }]
  expect(await calculate({ items, shipping: 4.99, country: 'US', region: 'California' })).toMatchObject({
    subtotal: 64.97,
    tax: 5.07,
    total: 75.03,
    lines: [
      { amount: 59.97, tax: 4.35 },
      { amount: 5, tax: 0.36 },
    ],
    shippingTax: 0.36,
  })
  const events = (await world.said()).filter(({ type }) => type === 'tax.calculated')
  expect(events.at(-1)?.data).toMatchObject({ country: 'US', currency: 'USD', taxable: 6_996, tax: 507 })
})

test('a question that is none is refused', async () => {
  const bodies = [
    {}, { amount: 1, items: [{ amount: 1 }] }, { amount: 1, country: 'Atlantis' }, { amount: 0.001, country: 'DE' },
    { amount: -1 }, { amount: '1' }, { amount: 1e12, shipping: 1e12 }, { items: [] }, { items: [{ amount: 1, quantity: 0 }] },
    { items: [{ amount: 1e11, quantity: 10_000 }] }, { amount: 1, rate: 0 },
  ] // prettier-ignore
  for (const body of bodies) {
    await expect(calculate(body)).rejects.toMatchObject({ code: 'validation_failed' })
  }
})

test('a rate of a category counts from the moment in which it is added, and no more when it is gone', async () => {
  const category = systemPorts.ids.next('books').replace('_', '-')
  const taxOn = async () => (await calculate({ amount: 100, country: 'FR', category })).tax
  expect(await taxOn()).toBe(20)
  const rate = await addRate({ country: 'France', category, rate: 5.5, name: 'TVA' })
  expect(rate).toMatchObject({
    country: 'FR',
    category,
    rate: 5.5,
    label: `TVA 5.5 % on ${category} in France`,
  })
  expect(await taxOn()).toBe(5.5)
  const params = { id: rate.id }
  await world.as(admin, 'changeRate', { params, body: { rate: 10, inclusive: true } })
  expect(await calculate({ amount: 110, country: 'FR', category })).toMatchObject({
    tax: 0,
    includedTax: 10,
    total: 110,
  })
  await world.as(admin, 'removeRate', { params })
  expect(await taxOn()).toBe(20)
  await expect(world.as(admin, 'removeRate', { params })).rejects.toMatchObject({ code: 'unknown_rate' })
  await expect(world.as(anonymous, 'rate', { params })).rejects.toMatchObject({ code: 'unknown_rate' })
  const told = (await world.said()).filter(({ key }) => key === rate.id).map(({ data }) => data)
  expect(told).toMatchObject([{ rate: 550 }, { rate: 1_000 }, { rate: null }])
})

test('of twenty who add one rate at once, one does; with a key the retry gets the first answer', async () => {
  const category = systemPorts.ids.next('toys')
  const wanted = { country: 'IT', category, rate: 4 }
  const twenty = await Promise.allSettled(Array.from({ length: 20 }, () => addRate(wanted)))
  expect(twenty.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const each of twenty) {
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'rate_exists' })
  }
  const call = { idempotencyKey: systemPorts.ids.next('key'), bodyHash: 'a' }
  const other = { ...wanted, category: `${category}x` }
  expect(await addRate(other, call)).toEqual(await addRate(other, call))
})

test('who changes a rate that somebody else changed meanwhile is told', async () => {
  const rate = await addRate({ country: 'ES', category: systemPorts.ids.next('food'), rate: 4 })
  const params = { id: rate.id }
  const change = (percent: number, ifMatch: string) =>
    world.as(admin, 'putRate', { params, body: { rate: percent } }, { ifMatch })
  const { headers } = await world.as(admin, 'rate', { params })
  const both = await Promise.allSettled([change(5, headers['etag'] ?? ''), change(6, headers['etag'] ?? '')])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(change(7, headers['etag'] ?? '')).rejects.toMatchObject({ code: 'lost_update' })
})

test('rates are changed by who may, and hold to their limits', async () => {
  const body = { country: 'DE', category: 'x', rate: 1 }
  for (const who of [user('usr_a'), user('usr_s', 'support'), user('usr_m', 'merchandiser')]) {
    await expect(addRate(body, {}, who)).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(addRate(body, {}, anonymous)).rejects.toMatchObject({ code: 'unauthenticated' })
  for (const wrong of [
    { rate: 101 },
    { rate: -1 },
    { rate: 1.234 },
    { rate: '1' },
    { country: 'XX' },
    { rounding: 'nearest' },
  ]) {
    await expect(addRate({ ...body, ...wrong })).rejects.toMatchObject({ code: 'validation_failed' })
  }
})

test('a change by another process is seen within a moment', async () => {
  const taxIn = async (country: string) => (await calculate({ amount: 100, country })).tax
  await world.db.rows`update rate set basis_points = 1200 where id = 'txr_lu'`
  await world.db.rows`update rate_book set revision = revision + 1`
  await expect.poll(() => taxIn('LU'), { timeout: 5_000 }).toBe(12)
})
