import { anonymous } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOME, bearerOf, openIdentity, signedInAs, type IdentityWorld } from '../identity.fixture.ts'
import { openSecrets } from '../key/secrets.ts'
import { nextPoint, readPoint } from './domain.ts'
import { newRefreshToken } from './token.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let world: IdentityWorld
beforeAll(async () => {
  world = await openIdentity()
})
afterAll(() => world.close())

let people = 0
const newcomer = async () => {
  people += 1
  return signedInAs(
    await world.as(HOME, 'register', {
      headers: {},
      body: { username: `person${people}`, password: 'secret1' },
    }),
  )
}
const refresh = async (refreshToken: string) =>
  signedInAs(await world.as(HOME, 'refresh', { headers: {}, body: { refreshToken } }))
const validate = async (token: string) =>
  (await world.as(HOME, 'validate', { headers: {}, body: { token } })).body
const service = () =>
  ({ caller: { kind: 'service', name: 'gateway' }, requestId: 'r', deadline: world.now() + 10_000 }) as const
const REFUSED = { code: 'invalid_refresh_token' }

test('a refresh token gives the next pair, and its session goes on', async () => {
  const first = await newcomer()
  const second = await refresh(first.refreshToken)
  expect(second.refreshToken).not.toBe(first.refreshToken)
  expect(second.accessToken).not.toBe(first.accessToken)
  expect(bearerOf(second).sessionId).toBe(bearerOf(first).sessionId)
  expect(second.user).toEqual(first.user)
  await refresh(second.refreshToken)
})

test('using a spent refresh token ends the session for everybody who has a token of it', async () => {
  const first = await newcomer()
  const second = await refresh(first.refreshToken)
  const third = await refresh(second.refreshToken)
  await expect(refresh(first.refreshToken)).rejects.toMatchObject(REFUSED)
  await expect(refresh(third.refreshToken)).rejects.toMatchObject(REFUSED)
  expect(await validate(third.accessToken)).toEqual({ valid: false })
  const { sessionId } = bearerOf(first)
  expect(await world.said()).toContainEqual({
    type: 'identity.session_revoked',
    key: first.user.id,
    data: { userId: first.user.id, sessionId, reason: 'refresh_token_reused' },
  })
})

test('of two refreshes that overlap one wins, the other gets nothing, and the session lives', async () => {
  const first = await newcomer()
  const answers = await Promise.allSettled([refresh(first.refreshToken), refresh(first.refreshToken)])
  const [won] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  const [lost] = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []))
  expect(lost).toMatchObject({ code: 'refresh_raced' })
  await refresh(won?.refreshToken ?? '')
})

test('two processes that are asked at once tell a race from a reuse by their transactions', async () => {
  const first = await newcomer()
  // Another process has rotated and not committed yet.
  const [locked, rotated] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const committed = world.db.transaction(async (tx) => {
    await tx.rows`
      update session set previous_hash = token_hash, token_hash = 'another', rotated_xid = pg_current_xact_id()
       where id = ${bearerOf(first).sessionId}`
    locked.resolve()
    await rotated.promise
  })
  await locked.promise
  const raced = refresh(first.refreshToken)
  await waitForLock().finally(rotated.resolve)
  await committed
  await expect(raced).rejects.toMatchObject({ code: 'refresh_raced' })
  await expect(refresh(first.refreshToken)).rejects.toMatchObject(REFUSED)
  const [session] = await world.db.rows<{ reason: string }>`
    select ended_reason as reason from session where id = ${bearerOf(first).sessionId}`
  expect(session?.reason).toBe('refresh_token_reused')
})

test('thirty thieves at once: at most one pair is given out', async () => {
  const first = await newcomer()
  const answers = await Promise.allSettled(Array.from({ length: 30 }, () => refresh(first.refreshToken)))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test.each([
  ['nothing', ''],
  ['text', 'not a token'],
  ['an access token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c3JfMSJ9.'],
  ['a forged seal', 'ses_01.aaaa.bbbb'],
])('%s is no refresh token', async (_what, text) => {
  await expect(refresh(text)).rejects.toMatchObject({
    code: text === '' || text.includes(' ') ? 'validation_failed' : 'invalid_refresh_token',
  })
})

test('a token sealed with another secret does not even end the session', async () => {
  const first = await newcomer()
  const forged = newRefreshToken(openSecrets('another secret'), bearerOf(first).sessionId, 'x'.repeat(43))
  await expect(refresh(forged.text)).rejects.toMatchObject(REFUSED)
  await refresh(first.refreshToken)
})

test('a refresh token is kept as a hash only', async () => {
  const { refreshToken } = await newcomer()
  const rows = await world.db.rows<{ row: string }>`select session::text as row from session`
  const [, secret = ''] = refreshToken.split('.')
  expect(secret).toHaveLength(43)
  expect(rows.some(({ row }) => row.includes(secret))).toBe(false)
})

test('logout ends the session of the access token, of the refresh token, or both, and may be repeated', async () => {
  const byAccess = await newcomer()
  await world.as(bearerOf(byAccess), 'logout', { headers: {}, body: {} })
  await world.as(bearerOf(byAccess), 'logout', { headers: {}, body: {} })
  await expect(refresh(byAccess.refreshToken)).rejects.toMatchObject(REFUSED)

  const byRefresh = await newcomer()
  await world.as(anonymous, 'logout', { headers: {}, body: { refreshToken: byRefresh.refreshToken } })
  expect(await validate(byRefresh.accessToken)).toEqual({ valid: false })

  const byHeader = await newcomer()
  await world.as(anonymous, 'logout', {
    headers: { authorization: `Bearer ${byHeader.refreshToken}` },
    body: {},
  })
  await expect(refresh(byHeader.refreshToken)).rejects.toMatchObject(REFUSED)

  await expect(world.as(anonymous, 'logout', { headers: {}, body: {} })).rejects.toMatchObject({
    code: 'unauthenticated',
  })
})

test('validate says whose a token is, and only that it is not valid when it is not', async () => {
  const someone = await newcomer()
  expect(await validate(someone.accessToken)).toEqual({
    valid: true,
    user: someone.user,
    sessionId: bearerOf(someone).sessionId,
    expiresAt: expect.stringMatching(/Z$/) as string,
  })
  const inHeader = await world.as(HOME, 'validate', {
    headers: { authorization: `bearer ${someone.accessToken}` },
    body: {},
  })
  expect(inHeader.body).toMatchObject({ valid: true })
  expect(await validate(someone.refreshToken)).toEqual({ valid: false })
  expect(await validate('x')).toEqual({ valid: false })
  await expect(world.as(HOME, 'validate', { headers: {}, body: {} })).rejects.toMatchObject({
    code: 'unauthenticated',
  })
})

test('a session that is not used for a month ends; one that is used ends after half a year', async () => {
  const idle = await newcomer()
  let used = await newcomer()
  world.pass(29 * DAY_MS)
  used = await refresh(used.refreshToken)
  world.pass(2 * DAY_MS)
  await expect(refresh(idle.refreshToken)).rejects.toMatchObject(REFUSED)
  used = await refresh(used.refreshToken)
  for (let day = 31; day + 29 < 180; day += 29) {
    world.pass(29 * DAY_MS)
    used = await refresh(used.refreshToken)
  }
  world.pass(29 * DAY_MS)
  await expect(refresh(used.refreshToken)).rejects.toMatchObject(REFUSED)
})

test('a gateway that asks on from where it was hears of every end, also of one that commits late', async () => {
  const [early, late] = [await newcomer(), await newcomer()]
  const { next } = await world.client.revocations({ body: { since: '0' } }, service())
  const held = Promise.withResolvers<void>()
  const lateEnd = world.db.transaction(async (tx) => {
    await tx.rows`
      update session set ended_at = now(), ended_reason = 'logout', ended_xid = pg_current_xact_id()
       where id = ${bearerOf(late).sessionId}`
    await held.promise
  })
  await world.as(bearerOf(early), 'logout', { headers: {}, body: {} })
  const first = await world.client.revocations({ body: { since: next } }, service())
  expect(first.sessionIds).toContain(bearerOf(early).sessionId)
  expect(first.sessionIds).not.toContain(bearerOf(late).sessionId)
  held.resolve()
  await lateEnd
  const second = await world.client.revocations({ body: { since: first.next } }, service())
  expect(second.sessionIds).toContain(bearerOf(late).sessionId)
})

test('a long reading of ends goes back to the horizon at which it began', () => {
  const start = readPoint('40')
  const ended = [
    { xid: '41', id: 'ses_a' },
    { xid: '47', id: 'ses_b' },
  ]
  const bite = nextPoint(start, { horizon: '45', ended }, 2)
  expect(bite).toEqual({ next: '47:45:ses_b', more: true })
  const middle = readPoint(bite.next)
  expect(middle).toEqual({ xid: '47', id: 'ses_b', horizon: '45' })
  expect(nextPoint(middle, { horizon: '60', ended: [] }, 2)).toEqual({ next: '45', more: false })
})

/** Until somebody waits for a row that another transaction holds. */
async function waitForLock(): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const waiting = await world.db.rows`select from pg_locks where not granted`
    if (waiting.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('nobody waits')
}
