import { hash as argon2 } from '@node-rs/argon2'
import { anonymous, user } from '@rialto/kernel/testing/world'
import bcrypt from 'bcryptjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  HOME,
  SECRET,
  bearerOf,
  openIdentity,
  payloadOf,
  signedInAs,
  type IdentityWorld,
} from './identity.fixture.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await openIdentity()
})
afterAll(() => world.close())

const register = async (body: object) => signedInAs(await world.as(HOME, 'register', { headers: {}, body }))
const login = (identifier: string, password: string) =>
  world.as(HOME, 'login', { headers: {}, body: { identifier, password } })

test('a person registers with an email, gets every field that clients rely on, and is a customer', async () => {
  const answer = await world.as(HOME, 'register', {
    headers: {},
    body: { email: ' Test@Example.com ', password: 'test1234', firstName: 'Test', lastName: 'User' },
  })
  expect(answer.status).toBe(201)
  expect(answer.headers['cache-control']).toBe('no-store')
  const body = signedInAs(answer)
  expect(body).toMatchObject({
    user: {
      email: 'Test@Example.com',
      username: null,
      firstName: 'Test',
      lastName: 'User',
      roles: ['customer'],
    },
    tokenType: 'Bearer',
    expiresIn: 900,
    token: body.accessToken,
  })
  expect(body.user.id).toMatch(/^usr_/)
  expect(payloadOf(body.accessToken)).toMatchObject({
    iss: 'rialto',
    aud: 'rialto',
    sub: body.user.id,
    roles: ['customer'],
  })
  expect(JSON.stringify(body)).not.toContain('test1234')
})

test('an email and a username are one account each, however they are written', async () => {
  await register({ email: 'one@example.com', username: 'Únique.One', password: 'secret1' })
  await expect(register({ email: 'ONE@example.COM', password: 'secret1' })).rejects.toMatchObject({
    code: 'email_taken',
  })
  await expect(register({ username: 'Ｕ́NIQUE.one', password: 'secret1' })).rejects.toMatchObject({
    code: 'username_taken',
  })
  expect(signedInAs(await login('One@Example.com', 'secret1')).user.username).toBe('Únique.One')
  expect(signedInAs(await login(' únique.ONE ', 'secret1')).user.email).toBe('one@example.com')
})

test('two people who register the same email at once get one account', async () => {
  const answers = await Promise.allSettled(
    [1, 2, 3, 4].map(() => register({ email: 'race@example.com', password: 'secret1' })),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const answer of answers)
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'email_taken' })
})

test.each([
  ['neither email nor username', { password: 'secret1' }],
  ['a password of five characters', { email: 'a1@example.com', password: '12345' }],
  ['a password of a megabyte', { email: 'a2@example.com', password: 'x'.repeat(1_000_000) }],
  ['a NUL in the password', { email: 'a3@example.com', password: 'abc\u0000def' }],
  ['an email without a domain', { email: 'a4@', password: 'secret1' }],
  ['two addresses in one', { email: 'a5@example.com,b@example.com', password: 'secret1' }],
  ['a line break in the email', { email: 'a6@example.com\nbcc:x@example.com', password: 'secret1' }],
  ['markup as a username', { username: '<b>x</b>', password: 'secret1' }],
  ['a username that could be an email', { username: 'x@example.com', password: 'secret1' }],
  ['an invisible character in the username', { username: 'ali\u200bce', password: 'secret1' }],
  ['a role of one’s own choice', { email: 'a7@example.com', password: 'secret1', roles: ['admin'] }],
  ['a number for a password', { email: 'a8@example.com', password: 12345678 }],
])('a registration with %s is refused and makes nothing', async (_what, body) => {
  await expect(register(body)).rejects.toMatchObject({ code: 'validation_failed' })
  const [{ count } = { count: -1 }] = await world.db.rows<{ count: number }>`
    select count(*) as count from account where email like 'a_@%' or password_hash = '' or username like '%x%'`
  expect(count).toBe(0)
})

test('an unknown name and a wrong password get the same answer', async () => {
  await register({ email: 'known@example.com', password: 'secret1' })
  const refusals = await Promise.all(
    ['known@example.com', 'unknown@example.com', 'unknown', '\u{1F600}'].map((name) =>
      login(name, 'wrong').catch((error: unknown) => error as Error & { code: string; extras: unknown }),
    ),
  )
  const answers = refusals.map((refusal) =>
    'code' in refusal ? { code: refusal.code, extras: refusal.extras } : refusal,
  )
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ code: 'invalid_credentials' })
})

test('a bcrypt hash from elsewhere still opens, and is argon2id after that login', async () => {
  const { user: imported } = await register({ username: 'imported', password: 'secret1' })
  await world.db
    .rows`update account set password_hash = ${await bcrypt.hash('pass123', 5)} where id = ${imported.id}`
  await expect(login('imported', 'secret1')).rejects.toMatchObject({ code: 'invalid_credentials' })
  await login('imported', 'pass123')
  const [row] = await world.db.rows<{
    hash: string
  }>`select password_hash as hash from account where id = ${imported.id}`
  expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  await login('imported', 'pass123')
})

test('an argon2id hash of lesser cost is made anew at the next login', async () => {
  const { user: cheap } = await register({ username: 'cheap', password: 'secret1' })
  await world.db
    .rows`update account set password_hash = ${await argon2('secret1', { memoryCost: 1024 })} where id = ${cheap.id}`
  await login('cheap', 'secret1')
  const [row] = await world.db.rows<{
    hash: string
  }>`select password_hash as hash from account where id = ${cheap.id}`
  expect(row?.hash).toContain('m=19456,t=2,p=1')
})

test('passwords are told apart beyond 72 bytes, and an accent typed in two ways is one password', async () => {
  const long = `${'ü'.repeat(40)}end`
  await register({ username: 'long', password: long })
  await expect(login('long', `${'ü'.repeat(40)}END`)).rejects.toMatchObject({ code: 'invalid_credentials' })
  await login('long', long.normalize('NFD'))
})

test('a profile is read and changed by its owner, and by nobody who read it before the last change', async () => {
  const alice = bearerOf(
    await register({ email: 'alice@home.example', password: 'secret1', firstName: 'Al' }),
  )
  const read = await world.as(alice, 'profile', {})
  expect(read.body).toMatchObject({ firstName: 'Al', phone: null, roles: ['customer'] })
  const etag = String(read.headers['etag'])
  const changed = await world.as(
    alice,
    'putProfile',
    { body: { firstName: 'Alice', phone: '+1 555 0100' } },
    { ifMatch: etag },
  )
  expect(changed.body).toMatchObject({
    firstName: 'Alice',
    phone: '+1 555 0100',
    email: 'alice@home.example',
  })
  const late = world.as(alice, 'putProfile', { body: { firstName: 'Late' } }, { ifMatch: etag })
  await expect(late).rejects.toMatchObject({ code: 'lost_update' })
  const cleared = await world.as(alice, 'putProfile', { body: { phone: null } })
  expect(cleared.body).toMatchObject({ firstName: 'Alice', phone: null })
})

test('nobody gives himself a role, an id or another email through the profile', async () => {
  const mallory = bearerOf(await register({ username: 'mallory', password: 'secret1' }))
  for (const body of [
    { roles: ['admin'] },
    { id: 'usr_1' },
    { email: 'x@example.com' },
    { passwordHash: 'x' },
    { version: 1 },
  ]) {
    await expect(world.as(mallory, 'putProfile', { body })).rejects.toMatchObject({
      code: 'validation_failed',
    })
  }
})

test('an account is seen by its owner and by staff; for everybody else it is not there', async () => {
  const owner = bearerOf(await register({ username: 'owner', password: 'secret1' }))
  const ask = (caller: Parameters<typeof world.as>[0], id = owner.id) =>
    world.as(caller, 'user', { params: { id } })
  expect((await ask(owner)).body).toMatchObject({ id: owner.id, username: 'owner' })
  expect((await ask(user('usr_staff', 'support'))).body).toMatchObject({ id: owner.id })
  await expect(ask(user('usr_other'))).rejects.toMatchObject({ code: 'unknown_user' })
  await expect(ask(user('usr_other', 'merchandiser'))).rejects.toMatchObject({ code: 'unknown_user' })
  await expect(ask(user('usr_staff', 'admin'), 'usr_none')).rejects.toMatchObject({ code: 'unknown_user' })
  await expect(ask(anonymous)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a letter finds its address, and unknown users are left out', async () => {
  const { user: ann } = await register({
    email: 'ann@example.com',
    password: 'secret1',
    firstName: 'Ann',
    lastName: 'Lee',
  })
  const { user: ben } = await register({ username: 'ben_without_mail', password: 'secret1' })
  const { contacts } = await world.client.contacts(
    { body: { userIds: [ann.id, ben.id, 'usr_none'] } },
    { caller: { kind: 'service', name: 'notification' }, requestId: 'r', deadline: world.now() + 5_000 },
  )
  expect(contacts.toSorted((a, b) => String(a.name).localeCompare(String(b.name)))).toEqual([
    { userId: ann.id, email: 'ann@example.com', name: 'Ann Lee', locale: null },
    { userId: ben.id, email: null, name: 'ben_without_mail', locale: null },
  ])
})

test('what the service says of people holds no name, no address and no password', async () => {
  const { user: quiet } = await register({
    email: 'quiet@example.com',
    password: 'verysecret1',
    firstName: 'Hush',
  })
  await login('quiet@example.com', 'verysecret1')
  const said = (await world.said()).filter(({ key }) => key === quiet.id)
  expect(said.map(({ type }) => type)).toEqual([
    'identity.user_created',
    'identity.mail_wanted',
    'identity.user_logged_in',
  ])
  expect(JSON.stringify(said)).not.toMatch(/quiet|hush|verysecret|argon2/i)
})

test('the demo accounts are made once, and never in production', async () => {
  const call = {
    caller: { kind: 'service', name: 'main' },
    requestId: 'r',
    deadline: world.now() + 10_000,
  } as const
  expect(await world.client.seedAccounts({}, call)).toEqual({ made: 4 })
  expect(await world.client.seedAccounts({}, call)).toEqual({ made: 0 })
  expect(signedInAs(await login('admin@ecommerce.local', 'admin123')).user.roles).toEqual(['admin'])
  expect(signedInAs(await login('customer@ecommerce.local', 'customer123')).user.roles).toEqual(['customer'])
  expect(signedInAs(await login('alice', 'password123')).user.email).toBe('alice@example.com')
  expect(signedInAs(await login('bob@example.com', 'password123')).user.username).toBe('bob')
  await expect(world.as(user('usr_x', 'admin'), 'seedAccounts', {})).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('people who have bought in the demo shop joined when it is said, and exist once', async () => {
  const call = {
    caller: { kind: 'service', name: 'main' },
    requestId: 'r',
    deadline: world.now() + 10_000,
  } as const
  const ada = { email: 'Ada.Rossi@example.com', firstName: 'Ada', lastName: 'Rossi' }
  const joinedAt = '2026-01-02T03:04:05.000Z'
  const body = { password: 'password123', customers: [{ ...ada, joinedAt }] }
  expect(await world.client.seedCustomers({ body }, call)).toEqual({ made: 1 })
  expect(await world.client.seedCustomers({ body }, call)).toEqual({ made: 0 })
  expect(signedInAs(await login('ada.rossi@example.com', 'password123')).user).toMatchObject({
    ...ada,
    roles: ['customer'],
  })
  const [account] = await world.db
    .rows`select created_at as at from account where email_key = 'ada.rossi@example.com'`
  expect(account).toEqual({ at: new Date(joinedAt) })
})

test('production wants twelve characters that are on no list, a long secret and no demo account', async () => {
  const production = await openIdentity({ profile: 'production' })
  try {
    const attempt = (password: string) =>
      production.as(HOME, 'register', { headers: {}, body: { email: 'someone@example.com', password } })
    for (const password of ['short123456', 'Password1234', 'aaaaaaaaaaaaaaaa', 'Someone@Example.com']) {
      await expect(attempt(password)).rejects.toMatchObject({ code: 'validation_failed' })
    }
    await attempt('violet otters sing')
    const call = {
      caller: { kind: 'service', name: 'main' },
      requestId: 'r',
      deadline: production.now() + 10_000,
    } as const
    await expect(production.client.seedAccounts({}, call)).rejects.toMatchObject({ code: 'forbidden' })
    const nobody = { password: 'violet otters sing', customers: [] }
    await expect(production.client.seedCustomers({ body: nobody }, call)).rejects.toMatchObject({
      code: 'forbidden',
    })
  } finally {
    await production.close()
  }
  await expect(openIdentity({ profile: 'production', secret: SECRET.slice(0, 31) })).rejects.toThrow(
    '32 characters',
  )
})
