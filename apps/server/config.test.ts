import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const SAFE = { RIALTO_PROFILE: 'production', RIALTO_SECRET: 'q3J9x0vLr7Zk2Wm8Tn5Yb1Hc6Fd4Gs0Pa9Ue' }
const STRIPE = { STRIPE_SECRET_KEY: 'sk_live_abc123', STRIPE_WEBHOOK_SECRET: 'whsec_abc123' }
const paymentsOf = (env: Record<string, string>) => readConfig([], env).payments.provider

test('the demo profile pays by the sandbox, and by Stripe where it has a key', () => {
  expect(paymentsOf({})).toBe('sandbox')
  expect(paymentsOf({ ...STRIPE, STRIPE_SECRET_KEY: 'sk_test_abc123' })).toBe('stripe')
})

test('production does not confirm orders for money that nobody moved, unless that is said', () => {
  expect(() => paymentsOf(SAFE)).toThrow('payment sandbox')
  expect(() => paymentsOf({ ...SAFE, ...STRIPE, STRIPE_SECRET_KEY: 'sk_test_abc123' })).toThrow('test key')
  expect(() => paymentsOf({ ...SAFE, RIALTO_PAYMENTS: 'live' })).toThrow('payment sandbox')
  expect(paymentsOf({ ...SAFE, ...STRIPE })).toBe('stripe')
  expect(paymentsOf({ ...SAFE, RIALTO_PAYMENTS: 'test' })).toBe('sandbox')
})

test('a process without payments need not know who moves the money', () => {
  const apart = {
    ...SAFE,
    DATABASE_URL: 'postgres://u:long-and-own@db/x',
    RIALTO_SERVICES: 'gateway,catalog',
  }
  expect(paymentsOf(apart)).toBe('sandbox')
  expect(() => paymentsOf({ ...apart, RIALTO_SERVICES: 'payment' })).toThrow('payment sandbox')
})

test('half a setting for Stripe is told with its remedy, and never with the key', () => {
  for (const wrong of [
    { STRIPE_SECRET_KEY: 'sk_live_abc123' },
    { ...STRIPE, STRIPE_WEBHOOK_SECRET: 'abc' },
    { ...STRIPE, STRIPE_SECRET_KEY: 'pk_live_public' },
    { ...STRIPE, STRIPE_SECRET_KEY: '' },
    { RIALTO_PAYMENTS: 'sometimes' },
  ]) {
    try {
      readConfig([], wrong)
      expect.unreachable(JSON.stringify(wrong))
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      const { message, remedy } = error as ConfigError
      expect(remedy.length).toBeGreaterThan(10)
      expect(message + remedy).not.toMatch(/abc123|pk_live_public/)
    }
  }
})
