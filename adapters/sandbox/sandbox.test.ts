import { systemPorts } from '@rialto/kernel/ports/system'
import { openDatabase, type Database } from '@rialto/kernel/sql/database'
import { testDatabases, type TestDatabases } from '@rialto/kernel/testing/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSandbox, SANDBOX_MIGRATIONS } from './sandbox.ts'

let databases: TestDatabases
let sandbox: ReturnType<typeof openSandbox>
/** The bank's own log, read beside it. */
let log: Database
const slept: number[] = []

beforeAll(async () => {
  databases = await testDatabases(['sandbox'], [SANDBOX_MIGRATIONS])
  const url = databases.urls.get('sandbox') ?? ''
  log = openDatabase({ url })
  // Nobody waits here: what would be slept through is written down.
  const timers = { ...systemPorts.timers, sleep: async (ms: number) => void slept.push(ms) }
  sandbox = openSandbox({
    db: openDatabase({ url, sharedCluster: true }),
    clock: systemPorts.clock,
    timers,
    secret: 'test',
  })
})
afterAll(async () => {
  await sandbox.close()
  await log.close()
  await databases.drop()
})

const newKey = () => systemPorts.ids.next('pay')
const request = (token: string, key = newKey()) => ({ key, amount: 4_731, currency: 'USD', token })
const logged = async (key: string) =>
  (
    await log.rows<{ outcome: string; token: string }>`select outcome, token from charge where key = ${key}`
  )[0]

const AT_ONCE = [
  ['tok_visa', 'captured', null],
  ['tok_declined', 'declined', 'card_declined'],
  ['tok_insufficient_funds', 'declined', 'insufficient_funds'],
  ['tok_expired', 'declined', 'expired_card'],
  ['tok_3ds', 'requires_action', 'authentication_required'],
  ['tok_nobody_knows', 'declined', 'unknown_token'],
] as const
for (const [token, outcome, reason] of AT_ONCE) {
  test(`${token}: ${outcome}${reason === null ? '' : `, ${reason}`}`, async () => {
    const asked = request(token)
    const charge = await sandbox.charge(asked)
    const { key, amount, currency } = asked
    const nextAction = { type: 'redirect', url: sandbox.challenges.urlOf(key) }
    const told = { key, amount, currency, outcome, reason, reference: `sbx_${key}` }
    expect(charge).toEqual(outcome === 'requires_action' ? { ...told, nextAction } : told)
    expect(await logged(key)).toEqual({ outcome, token })
    expect(await sandbox.findCharges([{ key }, { key: 'pay_nobody' }])).toEqual([charge])
  })
}

test('tok_slow pays, after five seconds', async () => {
  slept.length = 0
  expect((await sandbox.charge(request('tok_slow'))).outcome).toBe('captured')
  expect(slept).toEqual([5_000])
})

test('tok_timeout gives no answer and takes nothing', async () => {
  const asked = request('tok_timeout')
  await expect(sandbox.charge(asked)).rejects.toThrow('did not answer')
  expect(await sandbox.findCharges([asked])).toEqual([])
})

test('tok_timeout_charged gives no answer, but the money was taken', async () => {
  const asked = request('tok_timeout_charged')
  await expect(sandbox.charge(asked)).rejects.toThrow('did not answer')
  expect(await sandbox.findCharges([asked])).toMatchObject([{ outcome: 'captured' }])
})

test('the same key is charged once, also at once and with another token, and the first outcome stands', async () => {
  const [paid, declined] = [newKey(), newKey()]
  await sandbox.charge(request('tok_declined', declined))
  const answers = await Promise.all([
    ...Array.from({ length: 20 }, () => sandbox.charge(request('tok_visa', paid))),
    sandbox.charge(request('tok_visa', declined)),
  ])
  expect(answers.slice(0, 20).map(({ outcome }) => outcome)).toEqual(Array(20).fill('captured'))
  expect(answers[20]?.outcome).toBe('declined')
  const [count] = await log.rows<{ count: number }>`select count(*) as count from charge where key = ${paid}`
  expect(count?.count).toBe(1)
})

test('a crowd of charges gets each its own outcome', async () => {
  const crowd = Array.from({ length: 300 }, (_, i) => request(AT_ONCE[i % AT_ONCE.length]?.[0] ?? 'tok_visa'))
  const outcomes = await Promise.all(crowd.map((asked) => sandbox.charge(asked)))
  expect(outcomes.map(({ key }) => key)).toEqual(crowd.map(({ key }) => key))
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(
    crowd.map((_, i) => AT_ONCE[i % AT_ONCE.length]?.[1]),
  )
})

test('what is abandoned is never charged; what was charged before stays charged', async () => {
  const [unheard, paid, waiting] = [newKey(), newKey(), newKey()]
  await sandbox.charge(request('tok_visa', paid))
  await sandbox.charge(request('tok_3ds', waiting))
  const abandon = (key: string) => sandbox.abandon({ key, amount: 4_731, currency: 'USD' })
  expect((await abandon(unheard)).outcome).toBe('abandoned')
  expect((await sandbox.charge(request('tok_visa', unheard))).outcome).toBe('abandoned')
  expect((await abandon(paid)).outcome).toBe('captured')
  // Or its cardholder could confirm it after all.
  expect((await abandon(waiting)).outcome).toBe('abandoned')
})

test('a key that is abandoned and charged at once does one of the two', async () => {
  for (let i = 0; i < 20; i += 1) {
    const asked = request('tok_visa')
    const [charge, abandoned] = await Promise.all([sandbox.charge(asked), sandbox.abandon(asked)])
    expect(charge.outcome).toBe(abandoned.outcome)
  }
})

test('money goes back once per key, and only of a charge that is there', async () => {
  const asked = request('tok_visa')
  await sandbox.charge(asked)
  const refund = { key: newKey().replace('pay', 'rfn'), chargeKey: asked.key, amount: 1_000, currency: 'USD' }
  const references = await Promise.all([
    sandbox.refund(refund),
    sandbox.refund(refund),
    sandbox.refund(refund),
  ])
  expect(new Set(references.map(({ reference }) => reference))).toEqual(new Set([`sbx_${refund.key}`]))
  const given = await log.rows`select amount from refund where charge_key = ${asked.key}`
  expect(given).toEqual([{ amount: 1_000 }])
  await expect(sandbox.refund({ ...refund, key: 'rfn_x', chargeKey: 'pay_nobody' })).rejects.toThrow(
    /foreign key/,
  )
})
