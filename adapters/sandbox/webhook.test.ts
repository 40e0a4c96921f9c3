import { systemPorts } from '@rialto/kernel/ports/system'
import { openDatabase } from '@rialto/kernel/sql/database'
import { testDatabases, type TestDatabases } from '@rialto/kernel/testing/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEST_CARDS, tokenOf } from './cards.ts'
import { openSandbox, SANDBOX_MIGRATIONS } from './sandbox.ts'
import { isSigned, sign } from './signature.ts'

type Word = { readonly payload: string; readonly signature: string }

let databases: TestDatabases
let sandbox: ReturnType<typeof openSandbox>
const told: Word[] = []
/** How often the platform does not listen before it does. */
let deaf = 0

beforeAll(async () => {
  databases = await testDatabases(['sandbox'], [SANDBOX_MIGRATIONS])
  const { clock, timers } = systemPorts
  sandbox = openSandbox({
    db: openDatabase({ url: databases.urls.get('sandbox') ?? '', sharedCluster: true }),
    clock,
    timers: { ...timers, sleep: async () => {} },
    secret: 'test',
    deliver: async (word) => {
      if (deaf > 0) {
        deaf -= 1
        throw new Error('nobody listens')
      }
      told.push(word)
    },
  })
})
afterAll(async () => {
  await sandbox.close()
  await databases.drop()
})

async function asked(capture?: 'manual') {
  const key = systemPorts.ids.next('pay')
  const request = { key, amount: 4_731, currency: 'USD', token: 'tok_3ds', ...(capture && { capture }) }
  const charge = await sandbox.charge(request)
  const url = 'nextAction' in charge ? charge.nextAction.url : ''
  return { key, request, link: url.slice(url.lastIndexOf('/') + 1) }
}
const wordsAbout = (key: string) => told.filter(({ payload }) => payload.includes(key))
const heard = (key: string, count = 1) =>
  expect.poll(() => wordsAbout(key).length, { timeout: 10_000 }).toBe(count)

test('a cardholder confirms, the money is taken, and the platform is told in words that it can check', async () => {
  const { key, link } = await asked()
  expect(await sandbox.challenges.find(link)).toEqual({ key, amount: 4_731, currency: 'USD', state: 'open' })
  expect(await sandbox.challenges.answer(link, true)).toMatchObject({ state: 'approved' })
  await heard(key)
  const { payload, signature } = wordsAbout(key)[0] as Word
  expect(sandbox.readWebhook(payload, signature)).toMatchObject({
    about: 'charge',
    charge: { key, outcome: 'captured', amount: 4_731 },
  })
})

test('the first answer counts: who approves after refusing, or at the same moment, changes nothing', async () => {
  const { key, link } = await asked()
  expect(await sandbox.challenges.answer(link, false)).toMatchObject({ state: 'refused' })
  expect(await sandbox.challenges.answer(link, true)).toMatchObject({ state: 'refused' })
  expect(await sandbox.findCharges([{ key }])).toMatchObject([{ outcome: 'declined' }])

  const raced = await asked()
  const answers = [true, false, true, false]
  await Promise.all(answers.map((approve) => sandbox.challenges.answer(raced.link, approve)))
  await heard(raced.key)
})

test('what was abandoned can no longer be confirmed, and a link that was made up leads nowhere', async () => {
  const { key, request, link } = await asked()
  await sandbox.abandon(request)
  expect(await sandbox.challenges.answer(link, true)).toMatchObject({ state: 'expired' })
  expect(await sandbox.findCharges([{ key }])).toMatchObject([{ outcome: 'abandoned' }])
  for (const made of ['', '.', key, `${key}.`, `${key}.${'0'.repeat(32)}`, `${link}0`, link.slice(0, -1)]) {
    expect(await sandbox.challenges.find(made), made).toBeUndefined()
    expect(await sandbox.challenges.answer(made, true)).toBeUndefined()
  }
})

test('what is set aside is taken once, in part or whole, or let go', async () => {
  const { request, link } = await asked('manual')
  await sandbox.challenges.answer(link, true)
  expect(await sandbox.findCharges([request])).toMatchObject([{ outcome: 'authorised' }])
  const takes = await Promise.all([1_000, 2_000, 4_731].map((take) => sandbox.capture({ ...request, take })))
  expect(new Set(takes.map((charge) => JSON.stringify(charge))).size).toBe(1)
  expect((await sandbox.abandon(request)).outcome).toBe('captured')

  const other = {
    ...request,
    key: systemPorts.ids.next('pay'),
    token: 'tok_visa',
    capture: 'manual' as const,
  }
  await sandbox.charge(other)
  const [taken, letGo] = await Promise.all([
    sandbox.capture({ ...other, take: other.amount }),
    sandbox.abandon(other),
  ])
  expect(taken.outcome).toBe(letGo.outcome)
  await expect(sandbox.capture({ ...request, key: 'pay_nobody', take: 1 })).rejects.toThrow('set aside')
})

test('after a charge whose answer is lost, it tells until somebody listens', async () => {
  deaf = 1
  const key = systemPorts.ids.next('pay')
  const request = { key, amount: 4_731, currency: 'USD', token: 'tok_timeout_charged' }
  await expect(sandbox.charge(request)).rejects.toThrow('did not answer')
  await heard(key)
})

test('a signature holds for its very text, its secret and five minutes', () => {
  const now = 1_800_000_000_000
  const signature = sign('{"a":1}', 'one', now)
  expect(isSigned('{"a":1}', signature, 'one', now)).toBe(true)
  expect(isSigned('{"a":1}', `${signature},v1=00,v0=11`, 'one', now + 299_000)).toBe(true)
  for (const [payload, given, secret, at] of [
    ['{"a":2}', signature, 'one', now],
    ['{"a":1}', signature, 'two', now],
    ['{"a":1}', signature, 'one', now + 301_000],
    ['{"a":1}', signature, 'one', now - 301_000],
    ['{"a":1}', signature.replace('v1', 'v0'), 'one', now],
    ['{"a":1}', signature.replace(/t=\d+/, `t=${now / 1000 + 1}`), 'one', now],
    ['{"a":1}', signature.replace(/t=\d+,/, ''), 'one', now],
    ['{"a":1}', `t=${now / 1000},${signature}`, 'one', now],
    ['{"a":1}', '', 'one', now],
    ['{"a":1}', 't=,v1=', 'one', now],
    ['{"a":1}', 't=NaN,v1=zz', 'one', now],
  ] as const) {
    expect(isSigned(payload, given, secret, at), `${payload} ${given} ${secret} ${at}`).toBe(false)
  }
  expect(sandbox.readWebhook('{}', 't=1,v1=00')).toBeUndefined()
})

test('a test card has a token however it is written, and no other number has one', () => {
  expect(TEST_CARDS.map(({ number }) => tokenOf(number))).toEqual(TEST_CARDS.map(({ token }) => token))
  expect(tokenOf('4242-4242-4242-4242')).toBe('tok_visa')
  for (const number of ['', '4111111111111111', 'tok_visa', 'constructor', '__proto__']) {
    expect(tokenOf(number), number).toBeUndefined()
  }
})
