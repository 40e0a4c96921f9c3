import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Answer, type Call, type Caller } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import { openDatabase, type Database, type Tx } from '../sql/database.ts'
import { testDatabases, type TestDatabases } from '../testing/database.ts'
import { anonymous, aService, callAs, user } from '../testing/world.ts'
import { earlierAnswers, keepAnswers } from './batch.ts'
import { callerKey, claimKey, completeKey, forgetOldKeys, once, releaseKey } from './idempotency.ts'

let databases: TestDatabases
let db: Database

beforeAll(async () => {
  databases = await testDatabases(['shop'])
  db = openDatabase({ url: databases.urls.get('shop') as string, sharedCluster: true })
  await db.rows`create table sale (id integer generated always as identity, what text)`
})

beforeEach(async () => {
  await db.rows`truncate sale, idempotency restart identity`
})

afterAll(async () => {
  await db.close()
  await databases.drop()
})

const alice = user('usr_alice')

function keyed(key: string, bodyHash = 'body', caller: Caller = alice): Call {
  return { ...callAs(caller), idempotencyKey: key, bodyHash }
}

const sell = (what: string) => async (tx: Tx) => {
  const [row] = await tx.rows<{ id: number }>`insert into sale (what) values (${what}) returning id`
  return { id: row?.id, what }
}
const sales = async () =>
  (await db.rows<{ what: string }>`select what from sale order by id`).map(({ what }) => what)
const keys = async () => (await db.rows<{ n: number }>`select count(*) as n from idempotency`)[0]?.n

test('thirty submits at once have one effect and one answer; the others get the same bytes or are told to wait', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 30 }, () => once(db, keyed('k'), 201, sell('tea'))),
  )
  expect(await sales()).toEqual(['tea'])
  const answers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const refusals = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as Problem] : [],
  )
  expect(answers.length).toBeGreaterThan(0)
  expect(new Set(answers.map(({ text, status }) => `${status} ${text}`))).toEqual(
    new Set(['201 {"id":1,"what":"tea"}']),
  )
  expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1)
  for (const { code, extras } of refusals)
    expect({ code, ...extras.headers }).toEqual({ code: 'request_in_progress', 'retry-after': '1' })
  expect(await once(db, keyed('k'), 201, sell('tea'))).toMatchObject({
    status: 201,
    text: '{"id":1,"what":"tea"}',
    headers: { 'idempotent-replayed': 'true' },
  })
})

test('a retry gets the very bytes of the first answer', async () => {
  const body = { z: 1, a: 'é😀\u2028', nested: { 'key order': [1.5, null] } }
  const first = await once(db, keyed('k'), 200, async () => body)
  const again = await once(db, keyed('k'), 200, () => Promise.reject(new Error('not again')))
  expect(again.text).toBe(first.text)
  expect(again.text).toBe(JSON.stringify(body))
})

test('a key that comes with another body is refused, whatever the first one’s fate', async () => {
  await once(db, keyed('k', 'one'), 201, sell('tea'))
  await expect(once(db, keyed('k', 'two'), 201, sell('tea'))).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  })
  expect(await sales()).toEqual(['tea'])
})

test('the same key of another caller is another key', async () => {
  const callers = [alice, user('usr_bob'), anonymous, { ...anonymous, address: '10.0.0.1' }, aService]
  for (const caller of callers) await once(db, keyed('k', 'body', caller), 201, sell(callerKey(caller)))
  expect(await sales()).toEqual(callers.map(callerKey))
  expect(new Set(callers.map(callerKey)).size).toBe(callers.length)
})

test('a refusal leaves neither effect nor record, and may be asked anew', async () => {
  const refusing = async (tx: Tx) => {
    await sell('tea')(tx)
    throw new Problem('out_of_stock')
  }
  await expect(once(db, keyed('k'), 201, refusing)).rejects.toMatchObject({ code: 'out_of_stock' })
  expect([await sales(), await keys()]).toEqual([[], 0])
  await once(db, keyed('k', 'another body'), 201, sell('tea'))
  expect(await sales()).toEqual(['tea'])
})

test('without a key every request is one of its own', async () => {
  for (const _ of [1, 2])
    expect(await once(db, callAs(alice), 201, sell('tea'))).toMatchObject({ status: 201 })
  expect([await sales(), await keys()]).toEqual([['tea', 'tea'], 0])
})

test('work that gives no body to keep is a bug and has no effect', async () => {
  for (const answer of [undefined, Answer.of({ id: 1 })]) {
    const work = async (tx: Tx) => {
      await sell('tea')(tx)
      return answer
    }
    await expect(once(db, keyed('k'), 201, work)).rejects.toThrow(/kept/)
  }
  expect([await sales(), await keys()]).toEqual([[], 0])
})

test('a claimed key keeps others out until it is completed, and then answers them', async () => {
  const claim = (call: Call) => db.transaction((tx) => claimKey(tx, call))
  expect(await claim(keyed('k'))).toBeUndefined()
  await expect(claim(keyed('k'))).rejects.toMatchObject({ code: 'request_in_progress' })
  await expect(claim(keyed('k', 'other'))).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  await completeKey(db, callerKey(alice), 'k', 201, '{"a":1}')
  await completeKey(db, callerKey(alice), 'k', 500, 'never')
  expect(await claim(keyed('k'))).toMatchObject({ status: 201, text: '{"a":1}' })
  await releaseKey(db, keyed('k'))
  expect(await claim(keyed('k'))).toMatchObject({ text: '{"a":1}' })
})

test('a released claim is free again, and that of a dead process after half a minute, for the same request only', async () => {
  const claim = (call: Call) => db.transaction((tx) => claimKey(tx, call))
  await claim(keyed('k'))
  await releaseKey(db, keyed('k'))
  expect(await claim(keyed('k'))).toBeUndefined()
  await db.rows`update idempotency set created_at = now() - interval '31 seconds'`
  await expect(claim(keyed('k', 'other'))).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  const outcomes = await Promise.allSettled([claim(keyed('k')), claim(keyed('k')), claim(keyed('k'))])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a batch answers each call by its own key: anew, again, reused, or in progress', async () => {
  await once(db, keyed('old'), 201, sell('tea'))
  const calls = [
    keyed('old'),
    keyed('old', 'other'),
    keyed('new'),
    keyed('new'),
    callAs(alice),
    keyed('new', 'body', user('usr_bob')),
  ]
  const first = await db.transaction(async (tx) => {
    const answers = await earlierAnswers(tx, calls)
    await keepAnswers(
      tx,
      calls.filter((_, i) => answers[i] === undefined).map((call) => ({ call, status: 200, answer: '{}' })),
    )
    return answers
  })
  expect(first.map((answer) => (answer instanceof Problem ? answer.code : answer?.text))).toEqual([
    '{"id":1,"what":"tea"}',
    'idempotency_key_reused',
    undefined,
    'request_in_progress',
    undefined,
    undefined,
  ])
  const second = await db.transaction((tx) => earlierAnswers(tx, calls))
  expect(second.map((answer) => (answer instanceof Problem ? answer.code : answer?.text))).toEqual([
    '{"id":1,"what":"tea"}',
    'idempotency_key_reused',
    '{}',
    '{}',
    undefined,
    '{}',
  ])
})

test('a key that one way of asking holds is in progress for the other', async () => {
  const gate = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const slow = once(db, keyed('k'), 201, async (tx) => {
    begun.resolve()
    await gate.promise
    return sell('tea')(tx)
  })
  await begun.promise
  const [meanwhile] = await db.transaction((tx) => earlierAnswers(tx, [keyed('k')]))
  expect(meanwhile).toMatchObject({ code: 'request_in_progress' })
  gate.resolve()
  await slow
  const [afterwards] = await db.transaction((tx) => earlierAnswers(tx, [keyed('k')]))
  expect(afterwards).toMatchObject({ status: 201 })
})

test('records are forgotten after a day, and not before', async () => {
  await once(db, keyed('old'), 201, sell('tea'))
  await once(db, keyed('young'), 201, sell('tea'))
  await db.rows`update idempotency set created_at = now() - interval '25 hours' where key = 'old'`
  await db.rows`update idempotency set created_at = now() - interval '23 hours' where key = 'young'`
  expect(await forgetOldKeys(db)).toEqual({ more: false })
  expect(await db.rows`select key from idempotency`).toEqual([{ key: 'young' }])
})
