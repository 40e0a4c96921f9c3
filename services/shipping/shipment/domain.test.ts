import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SHIPMENT_STATUSES } from '@rialto/contracts/shipping/shipments'
import { move, newTrackingNumber, STEPS_MAX, trackingKey, type Shipment, type Status } from './domain.ts'

const at = '2026-01-01T00:00:00.000Z'
const step = (status: Status, location: string | null = null) => ({ status, at, location, note: null })
const parcel = (status: Status = 'label_created'): Shipment => ({
  id: 'shp_1',
  orderId: 'ord_1',
  userId: null,
  carrier: 'Sandbox',
  trackingNumber: 'RLT1',
  status,
  history: [step(status)],
  createdAt: new Date(at),
  updatedAt: new Date(at),
})

test('a parcel travels, is seen twice in one town once, and comes to rest', () => {
  const travelled = ['Milan', 'Milan', 'Verona'].reduce((sofar, town) => {
    const decision = move(sofar, step('in_transit', town))
    return decision.outcome === 'moved' ? decision.shipment : sofar
  }, parcel())
  expect(travelled.history.map(({ location }) => location)).toEqual([null, 'Milan', 'Verona'])
  expect(move(parcel('delivered'), step('in_transit'))).toMatchObject({ outcome: 'invalid_transition' })
  expect(move(parcel('delivered'), step('delivered'))).toEqual({ outcome: 'unchanged' })
  expect(move(parcel('delivered'), step('returned'))).toMatchObject({ outcome: 'moved' })
})

test('whatever carriers say, a history only grows, ends where the shipment is, and has an end', () => {
  const status = fc.constantFrom(...SHIPMENT_STATUSES)
  const said = fc.array(fc.record({ status, town: fc.constantFrom('Milan', 'Verona') }), { maxLength: 200 })
  fc.assert(
    fc.property(said, (steps) => {
      let shipment = parcel()
      for (const { status: to, town } of steps) {
        const decision = move(shipment, step(to, town))
        if (decision.outcome !== 'moved') continue
        expect(decision.shipment.history.slice(0, -1)).toEqual(shipment.history)
        shipment = decision.shipment
      }
      expect(shipment.history.at(-1)?.status).toBe(shipment.status)
      expect(shipment.history.length).toBeLessThanOrEqual(STEPS_MAX)
    }),
  )
})

test('a tracking number is found however it is written', () => {
  expect(trackingKey(' 1z-999 aa1 ')).toBe('1Z999AA1')
  expect(trackingKey('почта')).toBe('почта')
  expect(newTrackingNumber('abc_def-ghi_jkl0123456789')).toBe('RLTABCDEFGHIJKL01')
})
