import { generateSync } from 'otplib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  CHEAP,
  ELSEWHERE,
  HOME,
  bearerOf,
  openIdentity,
  signedInAs,
  type IdentityWorld,
} from '../identity.fixture.ts'

const STEP_MS = 30_000

let world: IdentityWorld
beforeAll(async () => {
  world = await openIdentity({ passwords: CHEAP })
})
afterAll(() => world.close())

let people = 0
const newcomer = async () => {
  people += 1
  const name = `careful${people}`
  const body = { username: name, email: `${name}@example.com`, password: 'secret1' }
  const answer = signedInAs(await world.as(HOME, 'register', { headers: {}, body }))
  return { name, id: answer.user.id, caller: bearerOf(answer) }
}
type Person = Awaited<ReturnType<typeof newcomer>>
const codeOf = (secret: string, shiftMs = 0) =>
  generateSync({ secret, epoch: Math.floor((world.now() + shiftMs) / 1000) })
const enrol = async ({ caller }: Person, currentPassword = 'secret1') =>
  (await world.as(caller, 'enrolMfa', { body: { currentPassword } })).body as {
    secret: string
    otpauthUrl: string
  }
const confirm = async ({ caller }: Person, otp: string) =>
  ((await world.as(caller, 'confirmMfa', { body: { otp } })).body as { recoveryCodes: string[] })
    .recoveryCodes
const login = ({ name }: Person, otp?: string, from = HOME) =>
  world
    .as(from, 'login', {
      headers: {},
      body: { identifier: name, password: 'secret1', ...(otp === undefined ? {} : { otp }) },
    })
    .then(
      () => 'in',
      (error: unknown) => (error as { code: string }).code,
    )
/** Somebody whose second factor is on, with a code that was not used yet. */
const guarded = async () => {
  const person = await newcomer()
  const { secret } = await enrol(person)
  const codes = await confirm(person, codeOf(secret))
  world.pass(STEP_MS)
  return { ...person, secret, codes }
}

test('once a code is confirmed, login asks for one; until then it does not', async () => {
  const person = await newcomer()
  const { secret, otpauthUrl } = await enrol(person)
  expect(otpauthUrl).toBe(
    `otpauth://totp/Rialto:${encodeURIComponent(`${person.name}@example.com`)}?secret=${secret}&issuer=Rialto`,
  )
  expect(await login(person)).toBe('in')
  await expect(confirm(person, '000000')).rejects.toMatchObject({ code: 'invalid_otp' })
  const codes = await confirm(person, codeOf(secret))
  expect(new Set(codes).size).toBe(10)
  expect(await login(person)).toBe('mfa_required')
  world.pass(STEP_MS)
  expect(await login(person, codeOf(secret))).toBe('in')
  expect((await world.as(person.caller, 'mfa', {})).body).toEqual({ enabled: true, recoveryCodesLeft: 10 })
  expect(await world.letter(person.id, 'mfa_enabled')).toMatchObject({ to: `${person.name}@example.com` })
})

test('a code opens once, also for two who come at once, and none before it opens later', async () => {
  const person = await guarded()
  const code = codeOf(person.secret)
  const answers = await Promise.all([login(person, code), login(person, code)])
  expect(answers.toSorted()).toEqual(['in', 'invalid_otp'])
  expect(await login(person, codeOf(person.secret, -STEP_MS))).toBe('invalid_otp')
  world.pass(STEP_MS)
  expect(await login(person, codeOf(person.secret))).toBe('in')
})

test('a clock may be a step off, not more', async () => {
  const person = await guarded()
  expect(await login(person, codeOf(person.secret, 3 * STEP_MS))).toBe('invalid_otp')
  expect(await login(person, codeOf(person.secret, STEP_MS))).toBe('in')
})

test('a recovery code opens once, however it is typed, and only its owner’s account', async () => {
  const [person, other] = [await guarded(), await guarded()]
  const [code = ''] = person.codes
  expect(await login(other, code)).toBe('invalid_otp')
  expect(await login(person, code.toLowerCase().replace('-', ' '))).toBe('in')
  expect(await login(person, code)).toBe('invalid_otp')
  expect((await world.as(person.caller, 'mfa', {})).body).toEqual({ enabled: true, recoveryCodesLeft: 9 })
})

test('who knows the password only may not guess codes without end', async () => {
  const person = await guarded()
  const answers: string[] = []
  for (let i = 0; i < 8; i += 1) answers.push(await login(person, String(100_000 + i), ELSEWHERE))
  expect(answers.slice(0, 5)).toEqual(Array(5).fill('invalid_otp'))
  expect(answers.slice(5)).toEqual(Array(3).fill('too_many_requests'))
  expect(await login(person, codeOf(person.secret))).toBe('in')
})

test('a wrong password tells nothing of a second factor', async () => {
  const person = await guarded()
  const wrong = world.as(HOME, 'login', {
    headers: {},
    body: { identifier: person.name, password: 'wrong', otp: codeOf(person.secret) },
  })
  await expect(wrong).rejects.toMatchObject({ code: 'invalid_credentials' })
})

test('it is turned off with the password and a code, and its owner is told', async () => {
  const person = await guarded()
  const turnOff = (currentPassword: string, otp: string) =>
    world.as(person.caller, 'disableMfa', { body: { currentPassword, otp } })
  await expect(turnOff('wrong', codeOf(person.secret))).rejects.toMatchObject({ code: 'invalid_credentials' })
  await expect(turnOff('secret1', '123456')).rejects.toMatchObject({ code: 'invalid_otp' })
  await turnOff('secret1', codeOf(person.secret))
  expect(await login(person)).toBe('in')
  expect(await world.letter(person.id, 'mfa_disabled')).toBeDefined()
  await expect(turnOff('secret1', '123456')).rejects.toMatchObject({ code: 'mfa_not_enrolled' })
})

test('a second factor is not replaced by who has a session and the password', async () => {
  const person = await guarded()
  await expect(enrol(person)).rejects.toMatchObject({ code: 'mfa_already_enabled' })
  await expect(confirm(person, codeOf(person.secret))).rejects.toMatchObject({ code: 'mfa_already_enabled' })
  await expect(confirm(await newcomer(), '123456')).rejects.toMatchObject({ code: 'mfa_not_enrolled' })
  await expect(enrol(await newcomer(), 'wrong')).rejects.toMatchObject({ code: 'invalid_credentials' })
})

test('neither the secret nor a recovery code is anywhere in the clear', async () => {
  const person = await guarded()
  const rows = await world.db.rows<{ row: string }>`
    select mfa::text as row from mfa union all select recovery_code::text from recovery_code
     union all select outbox_event::text from outbox_event`
  const text = rows.map(({ row }) => row).join('\n')
  for (const hidden of [
    person.secret,
    ...person.codes,
    ...person.codes.map((code) => code.replace('-', '')),
  ]) {
    expect(text).not.toContain(hidden)
    expect(text).not.toContain(Buffer.from(hidden).toString('hex'))
  }
})
