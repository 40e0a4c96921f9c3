import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { addressSet, callerAddress, VOUCHING, vouchedBy } from './addresses.ts'

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage

test('what a client says of its address counts behind a trusted proxy alone', () => {
  const isProxy = addressSet(['10.0.0.0/8'])
  const said = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7, 10.1.1.1' }
  expect(callerAddress(from('10.0.0.1', said), isProxy)).toBe('198.51.100.7')
  expect(callerAddress(from('::ffff:10.0.0.1', said), isProxy)).toBe('198.51.100.7')
  expect(callerAddress(from('192.0.2.1', said), isProxy)).toBe('192.0.2.1')
})

test('the shop’s pages are believed by their credential, wherever they run, and nobody is for a wrong one', () => {
  const isVouchedFor = vouchedBy('a credential')
  const nobody = addressSet([])
  const asked = (credential: string) =>
    callerAddress(
      from('192.0.2.1', { 'x-forwarded-for': '198.51.100.7', [VOUCHING]: credential }),
      nobody,
      isVouchedFor,
    )
  expect(asked('a credential')).toBe('198.51.100.7')
  for (const wrong of ['', 'a credentia', 'a credential ', 'another']) expect(asked(wrong)).toBe('192.0.2.1')
})
