import { expect, test } from 'vitest'
import { ownPath } from './return.ts'

test('after signing in one goes on in this shop, wherever a link says', () => {
  expect(ownPath('/checkout?step=2')).toBe('/checkout?step=2')
  for (const elsewhere of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\tx',
    '',
    undefined,
    {},
  ])
    expect(ownPath(elsewhere)).toBe('/account')
})
