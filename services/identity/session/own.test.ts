import type { SessionView } from '@rialto/contracts/identity'
import type { Caller } from '@rialto/kernel/contract/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHEAP, HOME, bearerOf, openIdentity, signedInAs, type IdentityWorld } from '../identity.fixture.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await openIdentity({ passwords: CHEAP })
})
afterAll(() => world.close())

const DAY_MS = 24 * 60 * 60_000
const REFUSED = { code: 'invalid_refresh_token' }

let people = 0
const newcomer = async () => {
  people += 1
  const body = { username: `traveller${people}`, password: 'secret1' }
  const headers = { 'user-agent': 'Desktop' }
  return { name: body.username, ...signedInAs(await world.as(HOME, 'register', { headers, body })) }
}
const login = async (identifier: string, agent: string) =>
  signedInAs(
    await world.as(HOME, 'login', {
      headers: { 'user-agent': agent },
      body: { identifier, password: 'secret1' },
    }),
  )
const list = async (caller: Caller) =>
  ((await world.as(caller, 'sessions', {})).body as { items: SessionView[] }).items
const refresh = (refreshToken: string) => world.as(HOME, 'refresh', { headers: {}, body: { refreshToken } })
const revoke = (caller: Caller, id: string) => world.as(caller, 'revokeSession', { params: { id } })

test('people see where they are signed in, with what, and which of it is here', async () => {
  const desktop = await newcomer()
  const phone = await login(desktop.name, 'Phone')
  const sessions = await list(bearerOf(phone))
  expect(sessions.map(({ agent, current }) => ({ agent, current }))).toEqual([
    { agent: 'Phone', current: true },
    { agent: 'Desktop', current: false },
  ])
  expect(JSON.stringify(sessions)).not.toContain(phone.refreshToken.split('.')[1])
  world.pass(31 * DAY_MS)
  expect(await list(bearerOf(phone))).toEqual([])
})

test('a lost phone is signed out from elsewhere, as often as one likes', async () => {
  const desktop = await newcomer()
  const phone = await login(desktop.name, 'Phone')
  const { sessionId } = bearerOf(phone)
  await revoke(bearerOf(desktop), sessionId)
  await revoke(bearerOf(desktop), sessionId)
  await expect(refresh(phone.refreshToken)).rejects.toMatchObject(REFUSED)
  expect((await refresh(desktop.refreshToken)).status).toBe(200)
})

test('another’s session is not there to be ended', async () => {
  const [one, other] = [await newcomer(), await newcomer()]
  await expect(revoke(bearerOf(other), bearerOf(one).sessionId)).rejects.toMatchObject({
    code: 'unknown_session',
  })
  await expect(revoke(bearerOf(other), 'ses_none')).rejects.toMatchObject({ code: 'unknown_session' })
  expect((await refresh(one.refreshToken)).status).toBe(200)
})

test('all others are ended at once, and this one goes on', async () => {
  const desktop = await newcomer()
  const others = [await login(desktop.name, 'Phone'), await login(desktop.name, 'Tablet')]
  const ended = await world.as(bearerOf(desktop), 'revokeOtherSessions', {})
  expect(ended.body).toEqual({ revoked: 2 })
  for (const { refreshToken } of others) await expect(refresh(refreshToken)).rejects.toMatchObject(REFUSED)
  expect((await refresh(desktop.refreshToken)).status).toBe(200)
})
