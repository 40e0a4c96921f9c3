import { afterAll, beforeAll, expect, test } from 'vitest'
import { user } from '@rialto/kernel/testing/world'
import { HOME, bearerOf, openIdentity, signedInAs, type IdentityWorld } from '../identity.fixture.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await openIdentity()
})
afterAll(() => world.close())

const register = async (name: string) => {
  const body = {
    username: name,
    email: `${name}@example.com`,
    password: 'secret1',
    firstName: 'Vera',
    lastName: 'Gone',
  }
  return signedInAs(await world.as(HOME, 'register', { headers: { 'user-agent': 'Veras Browser' }, body }))
}
const erase = (caller: ReturnType<typeof bearerOf>, password = 'secret1') =>
  world.as(caller, 'erase', { body: { password } })

test('who erases an account leaves an id and nothing else, is out at once, and others hear of it', async () => {
  const vera = await register('vera')
  const caller = bearerOf(vera)
  await world.as(caller, 'putProfile', { body: { phone: '+1 555 0199', locale: 'de', avatarUrl: '/v.webp' } })
  await world.as(HOME, 'forgotPassword', { body: { identifier: 'vera' } })
  const link = (await world.letter(vera.user.id, 'reset_password'))?.link?.token
  await expect(erase(caller, 'wrong')).rejects.toMatchObject({ code: 'invalid_credentials' })
  await erase(caller)

  const rows = await world.db.rows<{ row: string }>`
    select account::text as row from account union all select session::text from session
     union all select action::text from action union all select known_address::text from known_address
     union all select outbox_event::text from outbox_event`
  const hers = rows.filter(({ row }) => row.includes(vera.user.id) || /vera@|555 0199/.test(row))
  expect(hers.map(({ row }) => row).join('\n')).not.toMatch(/vera|gone|555 0199|argon2/i)
  await expect(
    world.as(HOME, 'refresh', { headers: {}, body: { refreshToken: vera.refreshToken } }),
  ).rejects.toMatchObject({ code: 'invalid_refresh_token' })
  await expect(
    world.as(HOME, 'login', { headers: {}, body: { identifier: 'vera', password: 'secret1' } }),
  ).rejects.toMatchObject({ code: 'invalid_credentials' })
  await expect(
    world.as(HOME, 'resetPassword', { body: { token: link, newPassword: 'secret2' } }),
  ).rejects.toMatchObject({ code: 'invalid_link' })
  expect(await world.letter(vera.user.id, 'verify_email')).toBeUndefined()
  expect(await world.said()).toContainEqual({
    type: 'identity.user_erased',
    key: vera.user.id,
    data: { userId: vera.user.id },
  })
  await expect(erase(caller)).rejects.toMatchObject({ code: 'invalid_credentials' })

  const again = await register('vera')
  expect(again.user.id).not.toBe(vera.user.id)
})

test('an erased account is nobody’s to open again', async () => {
  const gone = await register('wilma')
  await erase(bearerOf(gone))
  const admin = user('usr_admin', 'admin')
  const params = { id: gone.user.id }
  for (const route of ['enable', 'disable'] as const)
    await expect(world.as(admin, route, { params })).rejects.toMatchObject({ code: 'unknown_user' })
  const crowned = world.as(admin, 'setRoles', { params, body: { roles: ['admin'] } })
  await expect(crowned).rejects.toMatchObject({ code: 'unknown_user' })
})

test('two who erase one account at once erase it once', async () => {
  const gone = await register('twice')
  const answers = await Promise.allSettled([erase(bearerOf(gone)), erase(bearerOf(gone))])
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const said = (await world.said()).filter(
    ({ type, key }) => type === 'identity.user_erased' && key === gone.user.id,
  )
  expect(said).toHaveLength(1)
})

test('a person may have a copy of what is known: the account and where it is signed in, no hash and no token', async () => {
  const known = await register('known')
  const copy = await world.client.exportAccount(
    { body: { userId: known.user.id } },
    { caller: { kind: 'service', name: 'profile' }, requestId: 'r', deadline: world.now() + 5_000 },
  )
  expect(copy).toMatchObject({
    account: { email: 'known@example.com', firstName: 'Vera', roles: ['customer'], status: 'active' },
    sessions: [{ id: bearerOf(known).sessionId, agent: 'Veras Browser' }],
  })
  expect(JSON.stringify(copy)).not.toMatch(/argon2|token/i)
})
