import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

test('with nothing said the shop is on port 3001 of this machine, beside the gateway on 8000', () => {
  expect(readSettings({})).toMatchObject({
    host: '127.0.0.1',
    port: 3001,
    gateway: 'http://localhost:8000',
    publicUrl: 'http://localhost:3001',
    trustedProxies: [],
    isDevelopment: false,
  })
})

test('a setting that makes no sense is refused by its name', () => {
  for (const [name, value] of [
    ['RIALTO_SHOP_PORT', '99999'],
    ['RIALTO_SHOP_PORT', 'http'],
    ['RIALTO_GATEWAY', 'localhost:8000'],
    ['RIALTO_SHOP_URL', 'ftp://shop.example'],
  ] as const)
    expect(() => readSettings({ [name]: value })).toThrow(name)
})
