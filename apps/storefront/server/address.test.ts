import { expect, test } from 'vitest'
import { originForm, readable } from './address.ts'

test('a page is the same one when a proxy asks for it by its whole address', () => {
  expect(originForm('http://evil.example/cart?a=b')).toBe('/cart?a=b')
  expect(originForm('HTTPS://evil.example')).toBe('/')
  expect(originForm('/cart?of=http://evil.example/')).toBe('/cart?of=http://evil.example/')
  expect(originForm('*')).toBe('/*')
})

test('an address that spells no letters is that of a missing page in its language', () => {
  expect(readable('/%')).toBe('/nowhere')
  expect(readable('/de/p/%ff?sku=1')).toBe('/de/nowhere')
  expect(readable('/p/%E0%A4%A')).toBe('/nowhere')
  expect(readable('/p/%C3%BC?q=%ff')).toBe('/p/%C3%BC?q=%ff')
})
