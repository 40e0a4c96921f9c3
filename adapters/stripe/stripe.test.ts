import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStripeService, type StripeService } from './service.fixture.ts'
import { openStripe } from './stripe.ts'

const NOW = 1_800_000_000_000
const SECRET = 'whsec_test'

let service: StripeService
let stripe: ReturnType<typeof openStripe>
let keys = 0
const newCharge = (token = 'pm_card_visa') => ({
  key: `pay_${(keys += 1)}`,
  amount: 4_731,
  currency: 'USD',
  token,
})

beforeAll(async () => {
  service = await openStripeService()
  stripe = openStripe({
    secretKey: 'sk_test_123',
    webhookSecret: SECRET,
    returnUrl: 'https://shop.example/orders',
    clock: { now: () => NOW },
    apiUrl: service.url,
  })
})
afterAll(() => service.close())

test('a charge is an intent that its key makes, confirmed once with its card', async () => {
  const asked = newCharge()
  const before = service.seen.length
  const { key, amount, currency } = asked
  const charge = await stripe.charge(asked)
  expect(charge).toEqual({
    key,
    amount,
    currency,
    outcome: 'captured',
    reason: null,
    reference: charge.reference,
  })
  expect(await stripe.charge(asked)).toEqual(charge)
  expect(service.seen.slice(before, before + 2)).toEqual([
    {
      path: 'POST /v1/payment_intents',
      form: {
        amount: '4731',
        currency: 'usd',
        'allowed_payment_method_types[0]': 'card',
        'metadata[rialto_key]': key,
      },
      key,
    },
    {
      path: `POST /v1/payment_intents/${charge.reference}/confirm`,
      form: {
        payment_method: 'pm_card_visa',
        capture_method: 'automatic',
        return_url: 'https://shop.example/orders',
      },
      key: `${key}:confirm`,
    },
  ])
  expect([...service.intents.values()].filter(({ metadata }) => metadata['rialto_key'] === key)).toHaveLength(
    1,
  )
})

test('a token of the card form becomes a payment method first', async () => {
  expect((await stripe.charge(newCharge('tok_visa'))).outcome).toBe('captured')
})

test('money is set aside, found so, and taken in part; the rest is let go', async () => {
  const asked = newCharge()
  expect((await stripe.charge({ ...asked, capture: 'manual' })).outcome).toBe('authorised')
  expect(await stripe.findCharges([asked])).toMatchObject([{ key: asked.key, outcome: 'authorised' }])
  const taken = await stripe.capture({ ...asked, take: 4_000 })
  expect(taken).toMatchObject({ outcome: 'captured', amount: 4_731, captured: 4_000 })
  // A capture that comes too late meets the first one.
  expect(await stripe.capture({ ...asked, key: asked.key, reference: taken.reference, take: 4_000 })).toEqual(
    taken,
  )
})

test('a card that is refused says why, and so does one that nobody knows', async () => {
  const refused = newCharge('pm_declined')
  expect(await stripe.charge(refused)).toMatchObject({ outcome: 'declined', reason: 'insufficient_funds' })
  expect(await stripe.findCharges([refused])).toMatchObject([
    { outcome: 'declined', reason: 'insufficient_funds' },
  ])
  expect(await stripe.charge(newCharge('pm_nobody'))).toMatchObject({
    outcome: 'declined',
    reason: 'unknown_token',
  })
})

test('a card whose holder is asked says where they go', async () => {
  expect(await stripe.charge(newCharge('pm_3ds'))).toMatchObject({
    outcome: 'requires_action',
    nextAction: { type: 'redirect', url: 'https://bank.example/3ds' },
  })
})

test('when an answer is lost nobody guesses: it is thrown, and the key finds what was done', async () => {
  for (const [route, found] of [
    [/^POST \/v1\/payment_intents$/, []],
    [/confirm$/, [{ outcome: 'captured' }]],
  ] as const) {
    const asked = newCharge()
    service.loseAnswer(route)
    await expect(stripe.charge(asked)).rejects.toThrow()
    expect(await stripe.findCharges([asked])).toMatchObject(found)
    expect((await stripe.charge(asked)).outcome).toBe('captured')
    const made = [...service.intents.values()].filter(({ metadata }) => metadata['rialto_key'] === asked.key)
    expect(made).toHaveLength(1)
  }
})

test('a charge is found by its key also when Stripe has forgotten the key', async () => {
  const asked = newCharge()
  const { reference } = await stripe.charge(asked)
  service.forgetKeys()
  expect(await stripe.findCharges([asked])).toMatchObject([{ outcome: 'captured', reference }])
})

test('while Stripe itself does not know yet, nobody is told anything', async () => {
  const asked = newCharge('pm_slow')
  await expect(stripe.charge(asked)).rejects.toThrow('not known yet')
  await expect(stripe.findCharges([asked])).rejects.toThrow('not known yet')
})

test('what is abandoned is never charged; what was charged before stays charged', async () => {
  const [unheard, paid, aside] = [newCharge(), newCharge(), newCharge()]
  await stripe.charge(paid)
  await stripe.charge({ ...aside, capture: 'manual' })
  expect((await stripe.abandon(unheard)).outcome).toBe('abandoned')
  expect((await stripe.charge(unheard)).outcome).toBe('abandoned')
  expect((await stripe.abandon(paid)).outcome).toBe('captured')
  expect((await stripe.abandon(aside)).outcome).toBe('abandoned')
  expect((await stripe.abandon(aside)).outcome).toBe('abandoned')
})

test('money goes back once per key, of the intent that took it', async () => {
  const asked = newCharge()
  const { reference } = await stripe.charge(asked)
  const refund = {
    key: 'rfn_1',
    chargeKey: asked.key,
    chargeReference: reference,
    amount: 1_000,
    currency: 'USD',
  }
  expect(await stripe.refund(refund)).toEqual(await stripe.refund(refund))
  expect(service.refunds.get('rfn_1')).toMatchObject({ payment_intent: reference, amount: '1000' })
  await expect(stripe.refund({ ...refund, chargeReference: null })).rejects.toThrow('no name at Stripe')
})

test('currencies that Stripe counts otherwise are counted so there, and as ever here', async () => {
  for (const [currency, amount, there] of [
    ['JPY', 5_000, 5_000],
    ['ISK', 5_000, 500_000],
    ['KWD', 5_000, 5_000],
  ] as const) {
    const { reference, ...charge } = await stripe.charge({ ...newCharge(), currency, amount })
    expect(charge).toMatchObject({ amount, currency })
    expect(service.intents.get(reference)?.amount).toBe(there)
  }
})

const official = new Stripe('sk_test_123')
function signed(event: object, timestamp = NOW / 1000) {
  const payload = JSON.stringify(event)
  return {
    payload,
    signature: official.webhooks.generateTestHeaderString({ payload, secret: SECRET, timestamp }),
  }
}
const intentEvent = (type: string, changes: object = {}) => ({
  id: 'evt_1',
  object: 'event',
  type,
  data: {
    object: {
      id: 'pi_9',
      amount: 4_731,
      amount_received: 4_731,
      currency: 'usd',
      status: 'succeeded',
      metadata: { rialto_key: 'pay_9' },
      last_payment_error: null,
      next_action: null,
      ...changes,
    },
  },
})

test('what Stripe tells is read: payments of ours, refunds, and nothing else', () => {
  const read = (event: object) => {
    const { payload, signature } = signed(event)
    return stripe.readWebhook(payload, signature)
  }
  expect(read(intentEvent('payment_intent.succeeded'))).toEqual({
    id: 'evt_1',
    type: 'payment_intent.succeeded',
    about: 'charge',
    charge: {
      key: 'pay_9',
      amount: 4_731,
      currency: 'USD',
      outcome: 'captured',
      reason: null,
      reference: 'pi_9',
    },
  })
  expect(read(intentEvent('payment_intent.succeeded', { metadata: {} }))).toMatchObject({ about: 'nothing' })
  expect(read(intentEvent('invoice.paid'))).toMatchObject({ about: 'nothing' })
  const refund = {
    id: 're_1',
    status: 'failed',
    amount: 100,
    currency: 'usd',
    metadata: { rialto_key: 'rfn_1', rialto_charge_key: 'pay_9' },
  }
  expect(read({ ...intentEvent('refund.failed'), data: { object: refund } })).toMatchObject({
    about: 'refund',
    key: 'rfn_1',
    chargeKey: 'pay_9',
    reference: 're_1',
    outcome: 'failed',
    amount: 100,
    currency: 'USD',
  })
  const pending = { ...refund, status: 'pending' }
  expect(read({ ...intentEvent('refund.updated'), data: { object: pending } })).toMatchObject({
    about: 'nothing',
  })
})

test('what was not signed by Stripe, or longer than five minutes ago, is not read', () => {
  const { payload, signature } = signed(intentEvent('payment_intent.succeeded'))
  expect(stripe.readWebhook(payload, signature)).toBeDefined()
  expect(stripe.readWebhook(`${payload} `, signature)).toBeUndefined()
  for (const wrong of ['', 'x', signature.replace('v1', 'v0'), `${signature.slice(0, -1)}0x`]) {
    expect(stripe.readWebhook(payload, wrong), wrong).toBeUndefined()
  }
  const old = signed(intentEvent('payment_intent.succeeded'), NOW / 1000 - 301)
  expect(stripe.readWebhook(old.payload, old.signature)).toBeUndefined()
})
