import { expect, test } from 'vitest'
import { ownPath } from './return.ts'

test('after signing in one goes on in this shop, wherever a link says', () => {
  expect(ownPath('/checkout?step=2')).toBe('/checkout?step=2')
  expect(ownPath('/de/search?q=a%2F..%2Fb&x=/../#y')).toBe('/de/search?q=a%2F..%2Fb&x=/../#y')
  for (const elsewhere of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\tx',
    '/.//evil.example',
    '/p/..//evil.example',
    '/%2e//evil.example',
    '/p/%2E%2e//evil.example?x',
    '',
    undefined,
    {},
  ])
    expect(ownPath(elsewhere)).toBe('/account')
})
