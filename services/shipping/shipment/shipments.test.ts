import { permits } from '@rialto/contracts/roles'
import type { ShipmentView, TrackingView } from '@rialto/contracts/shipping'
import type { Caller, RouteInput } from '@rialto/kernel/contract/contract'
import { systemPorts } from '@rialto/kernel/ports/system'
import { anonymous, heard, openWorld, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippingService } from '../service.ts'

let world: Awaited<ReturnType<typeof open>>
const open = () => openWorld(shippingService, { permits })

beforeAll(async () => {
  world = await open()
})
afterAll(() => world.close())

const packer = user('usr_packer', 'fulfilment')
const newOrder = () => systemPorts.ids.next('ord')
const shipped = (orderId: string, given: object = {}) =>
  heard('order.shipped', orderId, {
    trackingNumber: null,
    carrier: null,
    by: 'usr_packer',
    userId: null,
    ...given,
  })
const delivered = (orderId: string) => heard('order.delivered', orderId, { by: 'usr_packer', userId: null })
const ask = async <T>(who: Caller, route: Parameters<typeof world.as>[1], input: RouteInput) =>
  (await world.as(who, route, input)).body as T
const ofOrder = async (orderId: string, who: Caller = packer) =>
  (await ask<{ items: ShipmentView[] }>(who, 'shipments', { query: { orderId } })).items
const track = (number: string) => ask<TrackingView>(anonymous, 'track', { params: { number } })
const toldOf = async (orderId: string) =>
  (await world.said()).filter(({ key }) => key === orderId).map(({ type }) => type)

test('an order that leaves the house becomes a parcel with a number by which anybody finds it', async () => {
  const orderId = newOrder()
  await world.hear(shipped(orderId))
  const [parcel] = await ofOrder(orderId)
  expect(parcel).toMatchObject({
    orderId,
    status: 'label_created',
    carrier: 'Rialto Sandbox Carrier',
    delivered: false,
  })
  expect(parcel?.trackingNumber).toMatch(/^RLT[A-Z0-9]{14}$/)
  const tracked = await track(parcel?.trackingNumber.toLowerCase() ?? '')
  expect(tracked).toMatchObject({ status: 'label_created', history: [{ status: 'label_created' }] })
  expect(JSON.stringify(tracked)).not.toContain(orderId)
  await expect(track('RLT0000000000')).rejects.toMatchObject({ code: 'unknown_shipment' })
})

test('an order told twice is one parcel, under the carrier’s own number, and arrives once', async () => {
  const orderId = newOrder()
  const number = systemPorts.ids.next('1Z')
  const event = shipped(orderId, { trackingNumber: number, carrier: 'UPS' })
  await world.hear(event, event)
  await world.hear(shipped(orderId, { trackingNumber: number }))
  const arrival = delivered(orderId)
  await world.hear(arrival, arrival)
  await world.hear(delivered(orderId))
  expect(await ofOrder(orderId)).toHaveLength(1)
  expect(await track(number)).toMatchObject({ carrier: 'UPS', status: 'delivered', delivered: true })
  expect(await toldOf(orderId)).toEqual(['shipping.shipment_created', 'shipping.status_updated'])
})

test('an arrival of an order without a parcel changes nothing and is parked nowhere', async () => {
  await world.hear(delivered(newOrder()))
  expect(await world.db.rows`select reason from parked_event`).toEqual([])
})

test('staff says where a parcel is; the same again is told once, and there is no way back', async () => {
  const orderId = newOrder()
  await world.hear(shipped(orderId))
  const [{ id } = { id: '' }] = await ofOrder(orderId)
  const move = (body: object) => ask<ShipmentView>(packer, 'move', { params: { id }, body })
  await move({ status: 'in_transit', location: 'Milan' })
  await move({ status: 'in_transit', location: 'Milan' })
  const arrived = await ask<ShipmentView>(packer, 'putStatus', {
    params: { id },
    body: { status: 'delivered' },
  })
  expect(arrived.history.map(({ status, location }) => [status, location])).toEqual([
    ['label_created', null],
    ['in_transit', 'Milan'],
    ['delivered', null],
  ])
  await expect(move({ status: 'in_transit' })).rejects.toMatchObject({ code: 'invalid_transition' })
  await expect(move({ status: 'lost' })).rejects.toMatchObject({ code: 'validation_failed' })
  expect((await toldOf(orderId)).filter((type) => type === 'shipping.status_updated')).toHaveLength(2)
})

test('ten scanners at once leave one history', async () => {
  const orderId = newOrder()
  await world.hear(shipped(orderId))
  const [{ id } = { id: '' }] = await ofOrder(orderId)
  const towns = Array.from({ length: 10 }, (_, i) => `Town ${i}`)
  await Promise.all(
    towns.map((location) =>
      world.as(packer, 'move', { params: { id }, body: { status: 'in_transit', location } }),
    ),
  )
  const { history } = await ask<ShipmentView>(packer, 'shipment', { params: { id } })
  expect(new Set(history.map(({ location }) => location))).toEqual(new Set([null, ...towns]))
  expect(history).toHaveLength(11)
})

test('a further parcel is made by hand, once a key, and has a label that says it is none', async () => {
  const orderId = newOrder()
  const call = { idempotencyKey: systemPorts.ids.next('key'), bodyHash: 'a' }
  const body = { orderId, carrier: '<b>Fast & Co</b>' }
  const first = await world.as(packer, 'ship', { body }, call)
  expect((await world.as(packer, 'ship', { body }, call)).text).toBe(first.text)
  const { id } = first.body as ShipmentView
  const label = await ask<{ content: string; simulated: boolean }>(packer, 'label', { params: { id } })
  expect(label).toMatchObject({ simulated: true })
  expect(label.content).toContain('&lt;b&gt;Fast &amp; Co&lt;/b&gt;')
  expect(await ofOrder(orderId)).toHaveLength(1)
})

test('a buyer sees the parcels of their own orders only, newest first, page after page', async () => {
  const [ada, eve] = [user(systemPorts.ids.next('usr')), user('usr_eve')]
  const orders = Array.from({ length: 5 }, newOrder)
  const adaId = (ada as { id: string }).id
  await world.hear(...orders.map((orderId) => shipped(orderId, { userId: adaId })))
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: ShipmentView[]; nextCursor: string | null } = await ask(ada, 'shipments', {
      query: { limit: 2, ...(cursor === null ? {} : { cursor }) },
    })
    seen.push(...page.items.map(({ orderId }) => orderId))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(seen).toEqual(orders.toReversed())
  const [{ id } = { id: '' }] = await ofOrder(orders[0] ?? '', ada)
  expect(await ask<ShipmentView>(ada, 'shipment', { params: { id } })).toMatchObject({ orderId: orders[0] })
  expect(await ofOrder(orders[0] ?? '', eve)).toEqual([])
  await expect(world.as(eve, 'shipment', { params: { id } })).rejects.toMatchObject({
    code: 'unknown_shipment',
  })
  await expect(world.as(eve, 'shipments', { query: { scope: 'all' } })).rejects.toMatchObject({
    code: 'forbidden',
  })
  for (const route of ['move', 'label'] as const) {
    const input = route === 'move' ? { params: { id }, body: { status: 'delivered' } } : { params: { id } }
    await expect(world.as(ada, route, input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(world.as(anonymous, route, input)).rejects.toMatchObject({ code: 'unauthenticated' })
  }
})
