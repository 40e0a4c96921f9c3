import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHEAP, HOME, bearerOf, openIdentity, signedInAs, type IdentityWorld } from '../identity.fixture.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const INVALID = { code: 'invalid_link' }

let world: IdentityWorld
beforeAll(async () => {
  world = await openIdentity({ passwords: CHEAP })
})
afterAll(() => world.close())

let people = 0
const newcomer = async () => {
  people += 1
  const body = { email: `reader${people}@example.com`, password: 'secret1' }
  const answer = signedInAs(await world.as(HOME, 'register', { headers: {}, body }))
  return { ...answer, id: answer.user.id, email: body.email, caller: bearerOf(answer) }
}
type Person = Awaited<ReturnType<typeof newcomer>>
const use = (token: string | undefined) => world.as(HOME, 'verifyEmail', { body: { token } })
const profileOf = async ({ caller }: Person) =>
  (await world.as(caller, 'profile', {})).body as { email: string; emailVerified: boolean }
const change = (person: Person, newEmail: string, currentPassword = 'secret1') =>
  world.as(person.caller, 'changeEmail', { body: { newEmail, currentPassword } })
const linkTo = async (person: Person, kind: 'verify_email' | 'confirm_email' | 'reset_password') =>
  (await world.letter(person.id, kind))?.link?.token

test('a new address is proven by the link that was sent there, and opening it again does no harm', async () => {
  const person = await newcomer()
  expect(await profileOf(person)).toMatchObject({ emailVerified: false })
  const letter = await world.letter(person.id, 'verify_email')
  expect(letter).toMatchObject({ to: person.email, link: { page: 'verify-email' } })
  await use(letter?.link?.token)
  expect(await profileOf(person)).toMatchObject({ emailVerified: true })
  await use(letter?.link?.token)
  expect(await linkTo(person, 'verify_email')).toBeUndefined()
})

test('the link is sent again on wish, not more than one a minute, and not to who has proven the address', async () => {
  const person = await newcomer()
  const first = await linkTo(person, 'verify_email')
  const again = () => world.as(person.caller, 'resendVerification', {})
  expect((await again()).body).toEqual({ accepted: true })
  const second = await linkTo(person, 'verify_email')
  expect(second).not.toBe(first)
  await again()
  expect(await linkTo(person, 'verify_email')).toBe(second)
  await use(first)
  world.pass(2 * MINUTE_MS)
  await again()
  expect(await linkTo(person, 'verify_email')).toBeUndefined()
})

test('a link that is too old proves nothing', async () => {
  const person = await newcomer()
  const token = await linkTo(person, 'verify_email')
  world.pass(3 * DAY_MS)
  await expect(use(token)).rejects.toMatchObject(INVALID)
  expect(await profileOf(person)).toMatchObject({ emailVerified: false })
})

test('a change of address counts once the new one is proven, and the old one is told', async () => {
  const person = await newcomer()
  await expect(change(person, 'new1@example.com', 'wrong')).rejects.toMatchObject({
    code: 'invalid_credentials',
  })
  await change(person, 'New1@example.com')
  expect(await profileOf(person)).toMatchObject({ email: person.email })
  const letter = await world.letter(person.id, 'confirm_email')
  expect(letter?.to).toBe('New1@example.com')
  await use(letter?.link?.token)
  expect(await profileOf(person)).toMatchObject({ email: 'New1@example.com', emailVerified: true })
  expect(await world.letter(person.id, 'email_changed')).toMatchObject({
    to: person.email,
    newEmail: 'N…@example.com',
    link: null,
  })
  const signIn = (identifier: string) =>
    world.as(HOME, 'login', { headers: {}, body: { identifier, password: 'secret1' } })
  expect((await signIn('new1@example.com')).status).toBe(200)
  await expect(signIn(person.email)).rejects.toMatchObject({ code: 'invalid_credentials' })
})

test('what was sent to the old address is worth nothing after a change', async () => {
  const person = await newcomer()
  const verification = await linkTo(person, 'verify_email')
  await world.as(HOME, 'forgotPassword', { body: { identifier: person.email } })
  const reset = await linkTo(person, 'reset_password')
  await change(person, 'new2@example.com')
  await use(await linkTo(person, 'confirm_email'))
  await expect(use(verification)).rejects.toMatchObject(INVALID)
  await expect(
    world.as(HOME, 'resetPassword', { body: { token: reset, newPassword: 'secret2' } }),
  ).rejects.toMatchObject(INVALID)
})

test('asking for an address that somebody has answers like any other, and the link does not take it away', async () => {
  const [owner, other] = [await newcomer(), await newcomer()]
  const answer = await change(other, owner.email.toUpperCase())
  expect([answer.status, answer.body]).toEqual([202, { accepted: true }])
  await expect(use(await linkTo(other, 'confirm_email'))).rejects.toMatchObject({ code: 'email_taken' })
  expect(await profileOf(owner)).toMatchObject({ email: owner.email })
})

test('of two accounts that prove one address at once one has it', async () => {
  const [one, two] = [await newcomer(), await newcomer()]
  await change(one, 'wanted@example.com')
  await change(two, 'wanted@example.com')
  const tokens = [await linkTo(one, 'confirm_email'), await linkTo(two, 'confirm_email')]
  const answers = await Promise.allSettled(tokens.map(use))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const [lost] = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []))
  expect(lost).toMatchObject({ code: 'email_taken' })
})

test.each(['x', 'a@b', 'a@example.com, b@example.com', 'a@example.com\nbcc: c@example.com'])(
  'a change to %j is refused',
  async (newEmail) => {
    await expect(change(await newcomer(), newEmail)).rejects.toMatchObject({ code: 'validation_failed' })
  },
)
