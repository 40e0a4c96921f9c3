/** What somebody with a watch could tell apart: how often a password is hashed, and how much is asked and written. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  ELSEWHERE,
  HOME,
  bearerOf,
  openIdentity,
  signedInAs,
  type IdentityWorld,
} from '../identity.fixture.ts'
import { argon2Passwords, type Passwords } from '../password/hashing.ts'

let hashed: { hash: number; matches: number }
const counting: Passwords = {
  hash: (password) => {
    hashed.hash += 1
    return argon2Passwords.hash(password)
  },
  matches: (password, hash) => {
    hashed.matches += 1
    return argon2Passwords.matches(password, hash)
  },
  isCurrent: argon2Passwords.isCurrent,
}

let world: IdentityWorld
beforeAll(async () => {
  hashed = { hash: 0, matches: 0 }
  world = await openIdentity({ passwords: counting })
  const body = { username: 'known', email: 'known@example.com', password: 'secret1' }
  const known = signedInAs(await world.as(HOME, 'register', { headers: {}, body }))
  const closed = signedInAs(
    await world.as(HOME, 'register', { headers: {}, body: { username: 'closed', password: 'secret1' } }),
  )
  await world.as({ ...bearerOf(known), roles: ['admin'] }, 'disable', { params: { id: closed.user.id } })
})
afterAll(() => world.close())
beforeEach(() => {
  hashed = { hash: 0, matches: 0 }
})

const NAMES = ['known', 'known@example.com', 'closed', 'nobody', 'nobody@example.com', '\u{1F600}']

test.each(NAMES)('a wrong password for %j is compared once, like any other', async (identifier) => {
  await expect(
    world.as(ELSEWHERE, 'login', { headers: {}, body: { identifier, password: 'wrong' } }),
  ).rejects.toMatchObject({ code: 'invalid_credentials' })
  expect(hashed).toEqual({ hash: 0, matches: 1 })
})

test.each(NAMES)('a forgotten password of %j costs the same rows and no hash', async (identifier) => {
  const before = await written()
  const answer = await world.as(ELSEWHERE, 'forgotPassword', { body: { identifier } })
  expect([answer.status, answer.body, answer.headers]).toEqual([202, { accepted: true }, {}])
  const after = await written()
  expect([after.actions - before.actions, after.events - before.events]).toEqual([1, 1])
  expect(hashed).toEqual({ hash: 0, matches: 0 })
})

test('a token that was made up costs no hash', async () => {
  const body = { token: `act_none.${'A'.repeat(43)}`, newPassword: 'secret2' }
  await expect(world.as(ELSEWHERE, 'resetPassword', { body })).rejects.toMatchObject({ code: 'invalid_link' })
  expect(hashed).toEqual({ hash: 0, matches: 0 })
})

test('while somebody has to wait, nothing is compared for them', async () => {
  for (let i = 0; i < 5; i += 1) {
    await world
      .as(ELSEWHERE, 'login', { headers: {}, body: { identifier: 'stormy', password: 'x' } })
      .catch(() => {})
  }
  hashed = { hash: 0, matches: 0 }
  await expect(
    world.as(ELSEWHERE, 'login', { headers: {}, body: { identifier: 'stormy', password: 'x' } }),
  ).rejects.toMatchObject({ code: 'too_many_requests' })
  expect(hashed).toEqual({ hash: 0, matches: 0 })
})

async function written(): Promise<{ actions: number; events: number }> {
  const [row] = await world.db.rows<{ actions: number; events: number }>`
    select (select count(*) from action) as actions, (select count(*) from outbox_event) as events`
  if (!row) throw new Error('one row always comes')
  return row
}
