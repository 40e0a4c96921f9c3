import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ELSEWHERE,
  HOME,
  bearerOf,
  openIdentity,
  signedInAs,
  type IdentityWorld,
} from './identity.fixture.ts'

const HOUR_MS = 60 * 60_000
const POLL = { timeout: 10_000, interval: 20 }

let world: IdentityWorld
beforeAll(async () => {
  world = await openIdentity()
})
afterAll(() => world.close())

test('what no longer matters is forgotten, and what does is kept', async () => {
  const register = async (username: string) =>
    signedInAs(await world.as(HOME, 'register', { headers: {}, body: { username, password: 'secret1' } }))
  const gone = await register('gone')
  const stays = await register('stays')
  await world.as(bearerOf(gone), 'logout', { headers: {}, body: {} })
  await world
    .as(ELSEWHERE, 'login', { headers: {}, body: { identifier: 'stays', password: 'wrong' } })
    .catch(() => {})
  expect(await count()).toEqual({ sessions: 2, failures: 2, addresses: 2, keys: 1 })

  world.pass(HOUR_MS + 1_000)
  world.host.startJobs()
  await expect.poll(count, POLL).toEqual({ sessions: 1, failures: 0, addresses: 2, keys: 1 })
  const refreshed = await world.as(HOME, 'refresh', {
    headers: {},
    body: { refreshToken: stays.refreshToken },
  })
  expect(refreshed.status).toBe(200)
})

async function count() {
  const [row] = await world.db.rows<Record<string, number>>`
    select (select count(*) from session) as sessions, (select count(*) from login_failure) as failures,
           (select count(*) from known_address) as addresses, (select count(*) from signing_key) as keys`
  return row
}
