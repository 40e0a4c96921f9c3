import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ELSEWHERE,
  HOME,
  bearerOf,
  openIdentity,
  signedInAs,
  type IdentityWorld,
} from '../identity.fixture.ts'
import { openSecrets } from '../key/secrets.ts'
import { tokenOf } from '../action/token.ts'

const MINUTE_MS = 60_000
const INVALID = { code: 'invalid_link' }

let world: IdentityWorld
beforeAll(async () => {
  world = await openIdentity()
})
afterAll(() => world.close())

let people = 0
const newcomer = async () => {
  people += 1
  const name = `forgetful${people}`
  const body = { username: name, email: `${name}@example.com`, password: 'secret1' }
  return { name, ...signedInAs(await world.as(HOME, 'register', { headers: {}, body })) }
}
const login = (identifier: string, password: string) =>
  world.as(HOME, 'login', { headers: {}, body: { identifier, password } })
const forget = (identifier: string) => world.as(ELSEWHERE, 'forgotPassword', { body: { identifier } })
const reset = (token: string | undefined, newPassword: string) =>
  world.as(ELSEWHERE, 'resetPassword', { body: { token, newPassword } })
const linkFor = async (userId: string) => (await world.letter(userId, 'reset_password'))?.link?.token
const wanted = async () =>
  (await world.said()).flatMap(({ type, data }) =>
    type === 'identity.mail_wanted' ? [data as { kind: string; userId: string | null }] : [],
  )

test('a forgotten password is set anew by the link of a mail, which ends every session and tells the owner', async () => {
  const owner = await newcomer()
  const answer = await forget(owner.name)
  expect([answer.status, answer.body]).toEqual([202, { accepted: true }])
  const letter = await world.letter(owner.user.id, 'reset_password')
  expect(letter).toMatchObject({
    to: owner.user.email,
    userId: owner.user.id,
    link: { page: 'reset-password', token: expect.any(String) as string },
  })
  await reset(letter?.link?.token, 'secret2')
  await expect(login(owner.name, 'secret1')).rejects.toMatchObject({ code: 'invalid_credentials' })
  expect((await login(owner.name, 'secret2')).status).toBe(200)
  await expect(
    world.as(HOME, 'refresh', { headers: {}, body: { refreshToken: owner.refreshToken } }),
  ).rejects.toMatchObject({ code: 'invalid_refresh_token' })
  expect(await world.letter(owner.user.id, 'password_changed')).toMatchObject({
    to: owner.user.email,
    link: null,
  })
})

test('a link is good once, for half an hour, and of several only until one is used', async () => {
  const owner = await newcomer()
  await forget(owner.name)
  const first = await linkFor(owner.user.id)
  world.pass(2 * MINUTE_MS)
  await forget(owner.name)
  const second = await linkFor(owner.user.id)
  expect(second).not.toBe(first)
  await reset(second, 'secret2')
  await expect(reset(second, 'secret3')).rejects.toMatchObject(INVALID)
  await expect(reset(first, 'secret3')).rejects.toMatchObject(INVALID)

  world.pass(2 * MINUTE_MS)
  await forget(owner.name)
  const late = await linkFor(owner.user.id)
  world.pass(30 * MINUTE_MS)
  await expect(reset(late, 'secret3')).rejects.toMatchObject(INVALID)
  expect(await linkFor(owner.user.id)).toBeUndefined()
  expect((await login(owner.name, 'secret2')).status).toBe(200)
})

test('of two who use one link at once one sets the password', async () => {
  const owner = await newcomer()
  await forget(owner.name)
  const token = await linkFor(owner.user.id)
  const tries = ['secretA', 'secretB', 'secretC', 'secretD']
  const answers = await Promise.allSettled(tries.map((password) => reset(token, password)))
  const won = tries.filter((_, i) => answers[i]?.status === 'fulfilled')
  expect(won).toHaveLength(1)
  expect((await login(owner.name, won[0] ?? '')).status).toBe(200)
})

test('a password that is not taken leaves the link as it was', async () => {
  const owner = await newcomer()
  await forget(owner.name)
  const token = await linkFor(owner.user.id)
  await expect(reset(token, 'short')).rejects.toMatchObject({ code: 'validation_failed' })
  await reset(token, 'secret2')
})

test('the same is done for a name that nobody has, and the answer is the same', async () => {
  const owner = await newcomer()
  const statements: string[][] = []
  const answers = []
  for (const name of [owner.name, 'nobody-at-all', 'nobody@nowhere.example', `${owner.name} `]) {
    world.pass(2 * MINUTE_MS)
    const before = (await wanted()).length
    const answer = await forget(name)
    answers.push({ status: answer.status, body: answer.body, headers: answer.headers })
    statements.push((await wanted()).slice(before).map(({ kind }) => kind))
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  // As many rows and events for each, so that the time tells nothing either.
  expect(statements).toEqual(Array.from({ length: 4 }, () => ['reset_password']))
  const nobodys = (await wanted()).filter(({ userId }) => userId === null)
  expect(nobodys.length).toBeGreaterThanOrEqual(2)
})

test('nobody’s inbox is filled by others: one mail a minute, five an hour, however often somebody asks', async () => {
  const owner = await newcomer()
  const count = async () =>
    (await wanted()).filter(({ userId, kind }) => userId === owner.user.id && kind === 'reset_password')
      .length
  await Promise.all(Array.from({ length: 10 }, () => forget(owner.name)))
  expect(await count()).toBe(1)
  for (let minute = 0; minute < 20; minute += 1) {
    world.pass(MINUTE_MS + 1_000)
    await forget(owner.name)
  }
  expect(await count()).toBe(5)
})

test('a token of another kind, of another secret or of somebody’s own making opens nothing', async () => {
  const owner = await newcomer()
  await forget(owner.name)
  const token = (await linkFor(owner.user.id)) ?? ''
  const [id = ''] = token.split('.')
  const verification = (await world.letter(owner.user.id, 'verify_email'))?.link?.token
  const forged = [
    verification,
    id,
    `${id}.`,
    `${id}.${'A'.repeat(43)}`,
    `${token}x`,
    `${token}.x`,
    tokenOf(openSecrets('another secret'), id),
    tokenOf(openSecrets('another secret'), 'act_none'),
  ]
  for (const bad of forged) await expect(reset(bad, 'secret9'), bad).rejects.toMatchObject(INVALID)
  await reset(token, 'secret2')
})

test('a new password set the other way makes links void that were sent before', async () => {
  const owner = await newcomer()
  await forget(owner.name)
  const token = await linkFor(owner.user.id)
  await world.as(bearerOf(owner), 'changePassword', {
    body: { currentPassword: 'secret1', newPassword: 'secret2' },
  })
  await expect(reset(token, 'secret3')).rejects.toMatchObject(INVALID)
})

test('no table and no event holds a token', async () => {
  const owner = await newcomer()
  await forget(owner.name)
  const token = (await linkFor(owner.user.id)) ?? ''
  const [, seal = ''] = token.split('.')
  const rows = await world.db.rows<{ row: string }>`
    select action::text as row from action union all select outbox_event::text from outbox_event`
  expect(seal).toHaveLength(43)
  expect(rows.some(({ row }) => row.includes(seal))).toBe(false)
  expect(rows.some(({ row }) => row.includes(Buffer.from(seal, 'base64url').toString('hex')))).toBe(false)
})
