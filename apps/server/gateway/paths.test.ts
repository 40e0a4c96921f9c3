import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldPath } from './paths.ts'

const MEANT: readonly [string, string, string, string?][] = [
  ['GET', '/api/v1/products', '/api/v1/products'],
  ['GET', '/api/products', '/api/v1/products'],
  ['GET', '/products', '/api/v1/products'],
  ['GET', '/products/', '/api/v1/products'],
  ['POST', '/api/products/', '/api/v1/products'],
  ['GET', '/api/v1/products/?q=a/b/', '/api/v1/products?q=a/b/'],
  ['GET', '/search?q=laptop', '/api/v1/search?q=laptop'],
  ['GET', '/api/search/?q=laptop', '/api/v1/search?q=laptop'],
  ['GET', '/products/search?query=laptop', '/api/v1/search?query=laptop'],
  ['GET', '/api/v1/products/search/?q=a', '/api/v1/search?q=a'],
  ['GET', '/search/suggestions?q=la', '/api/v1/search/suggest?q=la'],
  ['POST', '/api/users/register', '/api/v1/auth/register'],
  ['POST', '/users/register/', '/api/v1/auth/register'],
  ['POST', '/register', '/api/v1/auth/register'],
  ['POST', '/api/v1/auth/login', '/api/v1/auth/login'],
  ['POST', '/api/users/login', '/api/v1/auth/login'],
  ['POST', '/login', '/api/v1/auth/login'],
  ['POST', '/logout', '/api/v1/auth/logout'],
  ['POST', '/refresh', '/api/v1/auth/refresh'],
  ['POST', '/validate', '/api/v1/auth/validate'],
  ['GET', '/profile', '/api/v1/profile'],
  ['PUT', '/api/v1/users/profile', '/api/v1/profile'],
  ['POST', '/api/v1/users/change-password', '/api/v1/auth/change-password'],
  ['GET', '/api/users/usr_1', '/api/v1/users/usr_1'],
  ['GET', '/cart/me', '/api/v1/cart'],
  ['POST', '/api/v1/cart/me/items?x=1', '/api/v1/cart/items?x=1'],
  ['GET', '/cart/user_123', '/api/v1/cart/user_123'],
  ['DELETE', '/orders/ord_1/cancel', '/api/v1/orders/ord_1/cancel', 'POST'],
  ['DELETE', '/api/v1/orders/ord_1/cancel/?a=1', '/api/v1/orders/ord_1/cancel?a=1', 'POST'],
  ['POST', '/orders/ord_1/cancel', '/api/v1/orders/ord_1/cancel'],
  ['DELETE', '/orders/ord_1', '/api/v1/orders/ord_1'],
  ['GET', '/api/orders/ord_1/tracking/', '/api/v1/orders/ord_1/timeline'],
  ['GET', '/api/order/ord_1/tracking', '/api/v1/orders/ord_1/timeline'],
  ['DELETE', '/order/ord_1/cancel', '/api/v1/orders/ord_1/cancel', 'POST'],
  ['POST', '/user/login', '/api/v1/auth/login'],
  ['POST', '/orders/ord_1/refund', '/api/v1/orders/ord_1/refunds'],
  ['POST', '/api/payments/pay_1/refund', '/api/v1/payments/pay_1/refunds'],
  ['GET', '/api/inventories/LAPTOP-001', '/api/v1/inventory/LAPTOP-001'],
  ['GET', '/api/taxes/rates', '/api/v1/tax/rates'],
  ['POST', '/api/payment', '/api/v1/payments'],
  ['GET', '/payment/pay_1/refunds', '/api/v1/payments/pay_1/refunds'],
  ['GET', '/health', '/health'],
  ['GET', '/health/', '/health'],
  ['GET', '/health/live', '/health/live'],
  ['GET', '/metrics', '/metrics'],
  ['GET', '/.well-known/jwks.json', '/.well-known/jwks.json'],
  ['GET', '/docs/', '/docs'],
  ['POST', '/internal/order/settle', '/internal/order/settle'],
  ['GET', '/', '/'],
  ['GET', '/?a=1', '/?a=1'],
  ['OPTIONS', '*', '*'],
  ['GET', 'http://elsewhere.example/products', 'http://elsewhere.example/products'],
  ['GET', '/api/v1/../admin', '/api/v1/../admin'],
]

test.each(MEANT)('%s %s means %s %s', (method, url, meant, as) => {
  expect(foldPath(method, url)).toEqual(as === undefined ? meant : { method: as, url: meant })
})

test('whatever is written, it means something below /api/v1, and its query passes untouched', () => {
  const segment = fc.oneof(
    fc.constantFrom('api', 'v1', 'users', 'profile', 'cart', 'me', 'orders', 'cancel', '%2e%2e'),
    fc.webPath(),
  )
  fc.assert(
    fc.property(
      fc.array(segment, { minLength: 1, maxLength: 6 }),
      fc.webQueryParameters(),
      (segments, query) => {
        const folded = foldPath('DELETE', `/shop/${segments.join('/')}?${query}`)
        const url = typeof folded === 'string' ? folded : folded.url
        expect(url.startsWith('/api/v1/')).toBe(true)
        expect(url.endsWith(`?${query}`)).toBe(true)
      },
    ),
  )
})
