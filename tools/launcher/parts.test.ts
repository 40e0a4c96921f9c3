import { platformSources } from '@rialto/server/documents/sources'
import { expect, test } from 'vitest'
import { environmentOf, NAMED_PARTS } from './parts.mjs'

test('every service of the platform is in exactly one part', () => {
  const placed = [...NAMED_PARTS.values()].flatMap(({ services }) => services)
  const served = platformSources().contracts.map(({ name }) => name)
  // What shows the events of all services lives where the gateway is.
  const wanted = [...served.filter((name) => name !== 'event' && name !== 'platform'), 'gateway']
  expect(placed.toSorted()).toEqual(wanted.toSorted())
})

test('a part knows where the others are, and what is set already stays', () => {
  const env = environmentOf('orders', { RIALTO_ORIGIN_CATALOG: 'http://10.0.0.2:9000' })
  expect(env).toMatchObject({
    RIALTO_SERVICES: 'order,cart,tax,shipping',
    RIALTO_ORIGIN_IDENTITY: 'http://127.0.0.1:8101',
  })
  expect(env).not.toHaveProperty('RIALTO_ORIGIN_CATALOG')
  expect(() => environmentOf('bicycles', {})).toThrow('bicycles')
})
