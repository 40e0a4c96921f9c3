import type { AccountView } from '@rialto/contracts/identity'
import { permits } from '@rialto/contracts/roles'
import type { Caller } from '@rialto/kernel/contract/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { user } from '@rialto/kernel/testing/world'
import { CHEAP, HOME, bearerOf, openIdentity, signedInAs, type IdentityWorld } from '../identity.fixture.ts'

const ADMIN = user('usr_admin', 'admin')
const SUPPORT = user('usr_support', 'support')

let world: IdentityWorld
beforeAll(async () => {
  world = await openIdentity({ passwords: CHEAP })
})
afterAll(() => world.close())

let people = 0
const newcomer = async (more: object = {}) => {
  people += 1
  const body = { username: `worker${people}`, password: 'secret1', ...more }
  const answer = signedInAs(await world.as(HOME, 'register', { headers: {}, body }))
  return { ...answer, id: answer.user.id, name: body.username, caller: bearerOf(answer) }
}
type Person = Awaited<ReturnType<typeof newcomer>>
type Page = { items: AccountView[]; nextCursor: string | null }
const list = async (query: object, caller: Caller = SUPPORT) =>
  (await world.as(caller, 'users', { query })).body as Page
const setRoles = (id: string, roles: readonly string[], caller: Caller = ADMIN) =>
  world.as(caller, 'setRoles', { params: { id }, body: { roles } })
const disable = (id: string, caller: Caller = ADMIN) => world.as(caller, 'disable', { params: { id } })
const enable = (id: string) => world.as(ADMIN, 'enable', { params: { id } })
const refresh = ({ refreshToken }: Person) =>
  world.as(HOME, 'refresh', { headers: {}, body: { refreshToken } })
const login = (name: string, password = 'secret1') =>
  world.as(HOME, 'login', { headers: {}, body: { identifier: name, password } })
const saidOf = async (id: string) =>
  (await world.said()).filter(({ key }) => key === id).map(({ type }) => type)

test('staff find people by the beginning of what they are called, page by page, newest first', async () => {
  const ann = await newcomer({ email: 'findme.ann@example.com', firstName: 'Annika', lastName: 'Lindqvist' })
  const ben = await newcomer({ email: 'findme.ben@example.com' })
  const idsOf = async (query: object) => (await list(query)).items.map(({ id }) => id)
  expect(await idsOf({ q: 'FindMe.' })).toEqual([ben.id, ann.id])
  expect(await idsOf({ q: 'annik' })).toEqual([ann.id])
  expect(await idsOf({ q: 'lindq' })).toEqual([ann.id])
  expect(await idsOf({ q: ann.name })).toContain(ann.id)
  expect(await idsOf({ q: ann.id })).toEqual([ann.id])
  expect(await idsOf({ q: 'findme%' })).toEqual([])
  expect(await idsOf({ q: "'; drop table account; --" })).toEqual([])
  const first = await list({ q: 'findme', limit: 1 })
  expect(first.items.map(({ id }) => id)).toEqual([ben.id])
  const second = await list({ q: 'findme', limit: 1, cursor: first.nextCursor ?? '' })
  expect([second.items.map(({ id }) => id), second.nextCursor]).toEqual([[ann.id], null])
  expect(first.items[0]).toMatchObject({ email: 'findme.ben@example.com', status: 'active', mfa: false })
  expect(JSON.stringify(first)).not.toMatch(/argon2|password/i)
})

test.each([
  ['users', { query: {} }],
  ['setRoles', { params: { id: 'usr_1' }, body: { roles: ['admin'] } }],
  ['disable', { params: { id: 'usr_1' } }],
  ['enable', { params: { id: 'usr_1' } }],
  ['userSessions', { params: { id: 'usr_1' } }],
  ['revokeUserSessions', { params: { id: 'usr_1' } }],
] as const)('%s is for staff with the permission, and for nobody else', async (route, input) => {
  for (const role of ['customer', 'merchandiser', 'fulfilment']) {
    await expect(world.as(user('usr_x', role), route, input)).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('the table of roles lets support read users, and only an admin change them', () => {
  expect(permits(['support'], 'users:read')).toBe(true)
  for (const role of ['customer', 'support', 'fulfilment', 'merchandiser', 'nobody', '__proto__']) {
    expect(permits([role], 'users:write')).toBe(false)
    expect(permits([role], 'roles:write')).toBe(false)
  }
  expect(permits(['customer', 'admin'], 'roles:write')).toBe(true)
})

test('new roles end the sessions that tell of the old ones, and count at the next login', async () => {
  const person = await newcomer()
  const answer = await setRoles(person.id, ['customer', 'support'])
  expect(answer.body).toMatchObject({ roles: ['customer', 'support'] })
  await expect(refresh(person)).rejects.toMatchObject({ code: 'invalid_refresh_token' })
  expect(signedInAs(await login(person.name)).user.roles).toEqual(['customer', 'support'])
  expect(await saidOf(person.id)).toContain('identity.roles_changed')
})

test('the same roles again end nothing and say nothing', async () => {
  const person = await newcomer()
  await setRoles(person.id, ['customer'])
  expect((await refresh(person)).status).toBe(200)
  expect(await saidOf(person.id)).not.toContain('identity.roles_changed')
})

test.each([[['king']], [[]], [['customer', 'customer']], ['admin'], [['customer', 7]]])(
  'the roles %j are refused',
  async (roles) => {
    const { id } = await newcomer()
    await expect(setRoles(id, roles as string[])).rejects.toMatchObject({ code: 'validation_failed' })
  },
)

test('a closed account is out at once and stays out until it is opened; only who knows the password is told', async () => {
  const person = await newcomer()
  expect((await disable(person.id)).body).toMatchObject({ status: 'disabled' })
  expect((await disable(person.id)).body).toMatchObject({ status: 'disabled' })
  await expect(refresh(person)).rejects.toMatchObject({ code: 'invalid_refresh_token' })
  await expect(login(person.name)).rejects.toMatchObject({ code: 'account_disabled' })
  await expect(login(person.name, 'wrong')).rejects.toMatchObject({ code: 'invalid_credentials' })
  expect((await list({ q: person.name, status: 'disabled' })).items).toHaveLength(1)
  expect((await enable(person.id)).body).toMatchObject({ status: 'active' })
  expect((await login(person.name)).status).toBe(200)
  const said = await saidOf(person.id)
  expect(said.filter((type) => type === 'identity.user_disabled')).toHaveLength(1)
  expect(said.filter((type) => type === 'identity.user_enabled')).toHaveLength(1)
})

test('logins that are under way while an account is closed leave no session behind', async () => {
  const person = await newcomer()
  const logins = Promise.allSettled(Array.from({ length: 6 }, () => login(person.name)))
  await disable(person.id)
  await logins
  const [row] = await world.db.rows<{ live: number }>`
    select count(*) as live from session where user_id = ${person.id} and ended_at is null`
  expect(row?.live).toBe(0)
})

test('a link that was sent before opens no closed account', async () => {
  const person = await newcomer({ email: 'closed@example.com' })
  await world.as(HOME, 'forgotPassword', { body: { identifier: 'closed@example.com' } })
  const token = (await world.letter(person.id, 'reset_password'))?.link?.token
  await disable(person.id)
  await expect(
    world.as(HOME, 'resetPassword', { body: { token, newPassword: 'secret2' } }),
  ).rejects.toMatchObject({ code: 'invalid_link' })
})

test('the last administrator can be neither closed, demoted nor erased, also by two at once', async () => {
  const own = await openIdentity({ passwords: CHEAP })
  try {
    const register = async (username: string) =>
      signedInAs(await own.as(HOME, 'register', { headers: {}, body: { username, password: 'secret1' } }))
    const [one, two] = [await register('chief'), await register('deputy')]
    for (const {
      user: { id },
    } of [one, two])
      // prettier-ignore
      await own.as(ADMIN, 'setRoles', { params: { id }, body: { roles: ['admin'] } })
    const answers = await Promise.allSettled([
      own.as(ADMIN, 'disable', { params: { id: one.user.id } }),
      own.as(ADMIN, 'setRoles', { params: { id: two.user.id }, body: { roles: ['customer'] } }),
    ])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const left = await own.db.rows<{ id: string }>`
      select id from account where 'admin' = any(roles) and disabled_at is null`
    expect(left).toHaveLength(1)
    const last = left[0]?.id === one.user.id ? one : two
    await expect(own.as(bearerOf(last), 'erase', { body: { password: 'secret1' } })).rejects.toMatchObject({
      code: 'last_admin',
    })
  } finally {
    await own.close()
  }
})

test('staff see where somebody is signed in, and end it', async () => {
  const person = await newcomer()
  await login(person.name)
  const sessions = (await world.as(SUPPORT, 'userSessions', { params: { id: person.id } })).body as Page
  expect(sessions.items).toHaveLength(2)
  const ended = await world.as(ADMIN, 'revokeUserSessions', { params: { id: person.id } })
  expect(ended.body).toEqual({ revoked: 2 })
  await expect(refresh(person)).rejects.toMatchObject({ code: 'invalid_refresh_token' })
  await expect(world.as(ADMIN, 'revokeUserSessions', { params: { id: 'usr_none' } })).rejects.toMatchObject({
    code: 'unknown_user',
  })
})
