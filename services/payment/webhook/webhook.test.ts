import { anonymous, user } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paymentId } from '../domain.ts'
import { cashier, openTill, type Till } from '../till.fixture.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.world.close())

const buyer = user('usr_buyer')
const refused = (code: string) => expect.objectContaining({ code })
let words = 0
/** What the bank says about a charge, as it stood when it said so. */
const word = (id: string, changes: object = {}) => ({
  id: `evt_${(words += 1)}`,
  type: 'charge.changed',
  about: 'charge',
  charge: { ...till.bank.charges.get(id), ...changes },
})
const waiting = async (capture?: 'manual') => {
  const order = till.newOrder()
  const { body } = await till.pay(buyer, {
    orderId: order.orderId,
    token: 'tok_3ds',
    ...(capture && { capture }),
  })
  return { order, id: body.id, body }
}
const parked = async (id: string) => {
  const { body } = await till.world.as(cashier, 'mismatches', { query: { limit: 100 } })
  const { items } = body as {
    items: { id: string; kind: string; paymentId: string | null; theirs: string }[]
  }
  return items.filter(({ paymentId: about }) => about === id)
}

test('a payment that waits for its cardholder says where they go, to them alone', async () => {
  const { order, id, body } = await waiting()
  expect(body).toMatchObject({
    status: 'requires_action',
    nextAction: { type: 'redirect', url: `https://bank.example/${id}` },
  })
  expect(await till.view(id)).toMatchObject({ status: 'requires_action', nextAction: null })
  expect(await till.said(order.orderId)).toEqual(['payment.action_required'])
  expect(JSON.stringify(await till.world.said())).not.toContain('bank.example')
})

test('when the cardholder confirms, the bank tells, and the order hears of it', async () => {
  const { order, id } = await waiting()
  till.bank.answers(id, 'captured')
  expect(await till.tell(word(id))).toEqual({ received: true, repeated: false })
  expect(await till.view(id)).toMatchObject({ status: 'succeeded' })
  expect(await till.postings(id)).toHaveLength(2)
  const said = (await till.world.said()).filter(({ key }) => key === order.orderId)
  expect(said.map(({ type }) => type)).toEqual([
    'payment.action_required',
    'payment.succeeded',
    'payment.concluded',
  ])
  expect(said.at(-1)?.data).toEqual({
    paymentId: id,
    orderId: order.orderId,
    amount: 4_731,
    currency: 'USD',
    outcome: 'captured',
    reason: null,
  })
  // The order asks for its next try, and learns that the first one paid it.
  expect(await till.charge(order.orderId)).toEqual({ outcome: 'captured', paymentId: id, reason: null })
})

test('when the cardholder refuses, nothing is taken and another card pays', async () => {
  const { order, id } = await waiting()
  till.bank.answers(id, 'declined')
  await till.tell(word(id))
  expect(await till.view(id)).toMatchObject({ status: 'declined', declineReason: 'authentication_failed' })
  expect((await till.pay(buyer, { orderId: order.orderId })).body['status']).toBe('succeeded')
})

test('a cardholder who confirms what was to be set aside sets it aside', async () => {
  const { id } = await waiting('manual')
  till.bank.answers(id, 'authorised')
  await till.tell(word(id))
  expect(await till.view(id)).toMatchObject({ status: 'authorised' })
  expect(await till.act('capture', id)).toMatchObject({ status: 'succeeded' })
})

test('who pays with another card instead can no longer confirm the first one', async () => {
  const { order, id } = await waiting()
  const { body } = await till.pay(buyer, { orderId: order.orderId })
  expect([body.id, body['status']]).toEqual([paymentId(order.orderId, 2), 'succeeded'])
  expect(till.bank.charges.get(id)?.outcome).toBe('abandoned')
})

test('of confirming and paying otherwise at once, one takes the money', async () => {
  for (let i = 0; i < 8; i += 1) {
    const { order, id } = await waiting()
    const confirm = async () => {
      if (till.bank.charges.get(id)?.outcome !== 'requires_action') return
      till.bank.answers(id, 'captured')
      await till.tell(word(id))
    }
    await Promise.all([till.pay(buyer, { orderId: order.orderId }), confirm()])
    const taken = [...till.bank.charges.values()].filter(
      ({ key, outcome }) => key.startsWith(paymentId(order.orderId, 1)) && outcome === 'captured',
    )
    expect(taken).toHaveLength(1)
    expect(order.paymentId).toBe(taken[0]?.key)
  }
})

test('the same word at once and again is heard once', async () => {
  const { order, id } = await waiting()
  till.bank.answers(id, 'captured')
  const told = word(id)
  const answers = await Promise.all(Array.from({ length: 10 }, () => till.tell(told)))
  expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
  expect(await till.tell(told)).toEqual({ received: true, repeated: true })
  expect(await till.said(order.orderId)).toHaveLength(3)
})

test('words in any order end where the bank is', async () => {
  const { id } = await waiting()
  const asked = word(id)
  till.bank.answers(id, 'captured')
  const confirmed = word(id)
  await till.tell(confirmed)
  await till.tell(asked)
  await till.tell({ ...asked, id: 'evt_late' })
  expect(await till.view(id)).toMatchObject({ status: 'succeeded' })
  expect(await parked(id)).toEqual([])
})

test('a word that is here before our own answer counts, and the answer changes nothing', async () => {
  const order = till.newOrder()
  const id = paymentId(order.orderId, 1)
  const answer = till.bank.hold()
  const charged = till.charge(order.orderId)
  await expect.poll(async () => till.bank.askedAbout(id)).toEqual(['charge'])
  const { amount, currency } = order
  const charge = { key: id, outcome: 'captured', reference: `bank_${id}`, reason: null, amount, currency }
  await till.tell({ id: `evt_early_${id}`, type: 'charge.captured', about: 'charge', charge })
  expect(await till.view(id)).toMatchObject({ status: 'succeeded' })
  answer()
  expect(await charged).toMatchObject({ outcome: 'captured', paymentId: id })
  expect(await till.said(order.orderId)).toEqual(['payment.succeeded'])
  expect(await till.postings(id)).toHaveLength(2)
})

test('a word that nobody signed, or about another provider, is not heard', async () => {
  const { id } = await waiting()
  for (const signature of ['', 'signed by somebody', 't=1,v1=00']) {
    const input = {
      params: { provider: 'sandbox' },
      headers: signature === '' ? {} : { 'sandbox-signature': signature },
      body: JSON.stringify(word(id)),
    }
    await expect(till.world.as(anonymous, 'webhook', input)).rejects.toThrow(refused('invalid_signature'))
  }
  const input = { params: { provider: 'stripe' }, headers: {}, body: '{}' }
  await expect(till.world.as(anonymous, 'webhook', input)).rejects.toThrow(refused('unknown_provider'))
  expect(await till.view(id)).toMatchObject({ status: 'requires_action' })
})

test('money that the bank took for what had ended is for a person, who says how it was dealt with', async () => {
  const order = till.newOrder()
  await till.charge(order.orderId, 'tok_declined')
  const id = paymentId(order.orderId, 1)
  till.bank.charges.set(id, { ...till.bank.charges.get(id), outcome: 'captured' } as never)
  await till.tell(word(id))
  // Told again in other words, it is still the same difference.
  await till.tell(word(id))
  expect(await till.view(id)).toMatchObject({ status: 'declined' })
  const [found, second] = await parked(id)
  expect([found, second]).toMatchObject([
    { kind: 'taken_but_ended', theirs: 'captured 47.31 USD' },
    undefined,
  ])
  const say = (who = cashier) =>
    till.world.as(who, 'resolveMismatch', {
      params: { id: found?.id },
      body: { reason: 'paid back by hand' },
    })
  await expect(say(buyer)).rejects.toThrow(refused('forbidden'))
  expect((await say()).body).toMatchObject({ resolution: 'paid back by hand', resolvedBy: 'usr_cashier' })
  await expect(say()).rejects.toThrow(refused('already_resolved'))
  expect(await parked(id)).toEqual([])
  const missing = { params: { id: 'msm_nobody' }, body: { reason: 'x' } }
  await expect(till.world.as(cashier, 'resolveMismatch', missing)).rejects.toThrow(
    refused('unknown_mismatch'),
  )
})

test('another amount, an unknown payment and an unknown refund are parked, and the books stay as they are', async () => {
  const { id } = await waiting()
  till.bank.charges.set(id, { ...till.bank.charges.get(id), outcome: 'captured', amount: 1 } as never)
  await till.tell(word(id))
  expect(await till.view(id)).toMatchObject({ status: 'requires_action' })
  expect(await parked(id)).toMatchObject([{ kind: 'amount' }])

  const stranger = { amount: 5, currency: 'USD', reference: 'r', reason: null, outcome: 'captured' }
  await till.tell({ id: 'evt_who', type: 'x', about: 'charge', charge: { ...stranger, key: 'pay_stranger' } })
  const refund = { about: 'refund', type: 'x', key: null, chargeKey: null, outcome: 'succeeded' }
  await till.tell({ id: 'evt_re', ...refund, reference: 're_1', amount: 5, currency: 'USD' })
  const { body } = await till.world.as(cashier, 'mismatches', { query: { scope: 'all' } })
  const kinds = (body as { items: { kind: string }[] }).items.map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['unknown_payment', 'unknown_refund']))
  const told = (await till.world.said()).filter(({ type }) => type === 'payment.mismatch_found')
  expect(told.length).toBeGreaterThanOrEqual(3)
})

test('a refund that the bank confirms late is kept once; one that it could not make is for a person', async () => {
  const order = till.newOrder()
  const { paymentId: id } = await till.charge(order.orderId)
  till.bank.away(true)
  const { body: refund } = await till.refund(id, { amount: 10 })
  till.bank.away(false)
  expect(refund.status).toBe('pending')
  const news = {
    type: 'x',
    about: 'refund',
    key: refund.id,
    chargeKey: id,
    reference: 're_2',
    currency: 'USD',
  }
  await till.tell({ id: 'evt_r1', ...news, outcome: 'succeeded', amount: 1_000 })
  await till.tell({ id: 'evt_r2', ...news, outcome: 'succeeded', amount: 1_000 })
  const { body } = await till.world.as(cashier, 'refunds', { params: { id } })
  expect(body).toMatchObject({ items: [{ id: refund.id, status: 'succeeded' }] })
  expect(await till.said(order.orderId)).toEqual(['payment.succeeded', 'payment.refunded'])
  await till.tell({ id: 'evt_r3', ...news, outcome: 'failed', amount: 1_000 })
  expect(await parked(id)).toMatchObject([{ kind: 'refund_failed' }])
})

test('what is about nothing of ours is received and forgotten', async () => {
  expect(await till.tell({ id: 'evt_n', type: 'invoice.paid', about: 'nothing' })).toEqual({
    received: true,
    repeated: false,
  })
})
