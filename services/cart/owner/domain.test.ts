import { aService, anonymous, user } from '@rialto/kernel/testing/world'
import { expect, test } from 'vitest'
import { callersCart, guestCart, namedCartId, targetOf, userCart } from './domain.ts'

const refusal = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'allowed'
}
const ada = user('usr_ada')

test('who is signed in has a cart of their own, by token or by their id', () => {
  const own = userCart('usr_ada')
  expect(targetOf(ada, 'write')).toEqual(own)
  expect(targetOf(ada, 'write', 'me')).toEqual(own)
  expect(targetOf(ada, 'write', 'usr_ada')).toEqual(own)
  expect(callersCart(ada, 'read', 'gst_left_in_the_browser')).toEqual(own)
})

test('a guest’s cart is found by its key, whoever sends it, and its id does not tell the key', () => {
  for (const caller of [anonymous, ada, aService]) {
    expect(targetOf(caller, 'write', 'user_123')).toEqual(guestCart('user_123'))
  }
  expect(callersCart(anonymous, 'read', 'user_123')).toEqual(guestCart('user_123'))
  expect(guestCart('user_123').cartId).toMatch(/^crt_[0-9a-f]{32}$/)
  expect(guestCart('user_124').cartId).not.toBe(guestCart('user_123').cartId)
})

test('a user and a guest of the same name have two carts', () => {
  expect(userCart('ada').cartId).not.toBe(guestCart('ada').cartId)
})

test('without a token and without a key there is no cart', () => {
  expect(refusal(() => callersCart(anonymous, 'read', undefined))).toBe('unauthenticated')
  expect(refusal(() => targetOf(anonymous, 'read', 'me'))).toBe('unauthenticated')
  expect(refusal(() => targetOf(aService, 'read'))).toBe('unauthenticated')
})

test('somebody else’s cart does not exist, except for staff who may', () => {
  const table = [
    [anonymous, 'unauthenticated', 'unauthenticated'],
    [user('usr_eve'), 'unknown_cart', 'unknown_cart'],
    [user('usr_eve', 'merchandiser', 'fulfilment'), 'unknown_cart', 'unknown_cart'],
    [user('usr_eve', 'no_such_role'), 'unknown_cart', 'unknown_cart'],
    [user('usr_sue', 'support'), 'allowed', 'forbidden'],
    [user('usr_root', 'admin'), 'allowed', 'allowed'],
    [aService, 'allowed', 'allowed'],
  ] as const
  for (const [caller, read, write] of table) {
    expect(refusal(() => targetOf(caller, 'read', 'usr_ada'))).toBe(read)
    expect(refusal(() => targetOf(caller, 'write', 'usr_ada'))).toBe(write)
    expect(refusal(() => callersCart(anonymous, 'write', 'usr_ada'))).toBe('unauthenticated')
  }
})

test('what begins like an id of ours is no guest’s key', () => {
  for (const key of ['usr_ada', 'crt_0123', userCart('usr_ada').cartId]) {
    expect(refusal(() => guestCart(key))).toBe('unknown_cart')
  }
})

test('an order names a cart by id or key; a user’s id names only the user’s own', () => {
  expect(namedCartId('user_123', null)).toBe(guestCart('user_123').cartId)
  expect(namedCartId('crt_0123', null)).toBe('crt_0123')
  expect(namedCartId('usr_ada', 'usr_ada')).toBe(userCart('usr_ada').cartId)
  expect(namedCartId('usr_ada', 'usr_eve')).toBeUndefined()
  expect(namedCartId('usr_ada', null)).toBeUndefined()
})
