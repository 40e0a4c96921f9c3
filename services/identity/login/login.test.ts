import {
  CHEAP,
  ELSEWHERE,
  HOME,
  bearerOf,
  from,
  openIdentity,
  signedInAs,
  type IdentityWorld,
} from '../identity.fixture.ts'
import type { Caller } from '@rialto/kernel/contract/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { afterFailure, isListenedTo, standing, waitMs, type Failures } from './domain.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await openIdentity({ passwords: CHEAP })
})
afterAll(() => world.close())

const register = async (username: string, email?: string) =>
  signedInAs(
    await world.as(HOME, 'register', {
      headers: {},
      body: { username, password: 'secret1', ...(email === undefined ? {} : { email }) },
    }),
  )
const login = (caller: Caller, identifier: string, password: string) =>
  world.as(caller, 'login', { headers: {}, body: { identifier, password } }).then(
    () => 'in',
    (error: unknown) => (error as { code: string }).code,
  )
const guess = async (caller: Caller, name: string, times: number) => {
  const answers: string[] = []
  for (let i = 0; i < times; i += 1) answers.push(await login(caller, name, `guess ${i}`))
  return answers
}

test('wrong passwords are slowed down, in the same way whether the account exists or not', async () => {
  await register('guessed')
  const wrong = Array.from({ length: 5 }, () => 'invalid_credentials')
  expect(await guess(ELSEWHERE, 'guessed', 7)).toEqual([...wrong, 'too_many_requests', 'too_many_requests'])
  expect(await guess(ELSEWHERE, 'nobody', 7)).toEqual([...wrong, 'too_many_requests', 'too_many_requests'])
})

test('a right password is not even looked at where somebody has to wait, and gets in afterwards', async () => {
  await register('waiting')
  await guess(ELSEWHERE, 'waiting', 5)
  expect(await login(ELSEWHERE, 'waiting', 'secret1')).toBe('too_many_requests')
  world.pass(1_100)
  expect(await login(ELSEWHERE, 'waiting', 'secret1')).toBe('in')
})

test('who guesses in one place does not keep the owner out in another, were it never seen before', async () => {
  await register('travelling')
  await guess(ELSEWHERE, 'travelling', 30)
  expect(await login(from('192.0.2.44'), 'travelling', 'secret1')).toBe('in')
})

test('a crowd that guesses from many places has to wait as one; the owner gets in at home, and after a reset anywhere', async () => {
  const { user: owner } = await register('famous', 'famous@example.com')
  for (let host = 1; host <= 25; host += 1) await guess(from(`192.0.2.${host}`), 'famous', 4)
  const hotel = from('198.51.100.200')
  expect(await login(hotel, 'famous', 'secret1')).toBe('too_many_requests')
  expect(await login(HOME, 'famous', 'secret1')).toBe('in')

  await world.as(hotel, 'forgotPassword', { body: { identifier: 'famous' } })
  const letter = await world.letter(owner.id, 'reset_password')
  await world.as(hotel, 'resetPassword', {
    body: { token: letter?.link?.token, newPassword: 'secret2' },
  })
  await guess(from('192.0.2.26'), 'famous', 1)
  expect(await login(hotel, 'famous', 'secret2')).toBe('in')
})

test('guessing from elsewhere does not lock the owner out at home', async () => {
  await register('besieged')
  await guess(ELSEWHERE, 'besieged', 8)
  expect(await login(HOME, 'besieged', 'secret1')).toBe('in')
})

test('an owner who mistypes again and again still gets in at home; guessing there has an end, too', async () => {
  await register('clumsy')
  expect((await guess(HOME, 'clumsy', 8)).slice(5)).toEqual(Array(3).fill('too_many_requests'))
  expect(await login(HOME, 'clumsy', 'secret1')).toBe('in')
  await guess(HOME, 'clumsy', 50)
  expect(await login(HOME, 'clumsy', 'secret1')).toBe('too_many_requests')
  world.pass(5 * 60_000)
  expect(await login(HOME, 'clumsy', 'secret1')).toBe('in')
})

test('guesses that come all at once are counted one after another', async () => {
  await register('stormed')
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => login(ELSEWHERE, 'stormed', `guess ${i}`)),
  )
  expect(answers.filter((answer) => answer === 'invalid_credentials')).toHaveLength(5)
})

test('one IPv6 network is one address', async () => {
  await register('six')
  const subnet = (host: string) => from(`2001:db8:1:2:${host}`)
  expect(await login(subnet('::1'), 'six', 'secret1')).toBe('in')
  await guess(ELSEWHERE, 'six', 8)
  expect(await login(subnet('aaaa:bbbb:cccc:dddd'), 'six', 'secret1')).toBe('in')
})

test('a new password needs the old one, ends every other session, and is the one that counts', async () => {
  const here = await register('changing')
  const there = signedInAs(
    await world.as(HOME, 'login', { headers: {}, body: { identifier: 'changing', password: 'secret1' } }),
  )
  const change = (currentPassword: string, newPassword: string) =>
    world.as(bearerOf(here), 'changePassword', { body: { currentPassword, newPassword } })
  await expect(change('wrong', 'secret2')).rejects.toMatchObject({ code: 'invalid_credentials' })
  await expect(change('secret1', 'short')).rejects.toMatchObject({ code: 'validation_failed' })
  await change('secret1', 'secret2')
  await expect(
    world.as(HOME, 'refresh', { headers: {}, body: { refreshToken: there.refreshToken } }),
  ).rejects.toMatchObject({
    code: 'invalid_refresh_token',
  })
  await world.as(HOME, 'refresh', { headers: {}, body: { refreshToken: here.refreshToken } })
  expect(await login(HOME, 'changing', 'secret1')).toBe('invalid_credentials')
  expect(await login(HOME, 'changing', 'secret2')).toBe('in')
})

test('guessing the old password through its change is slowed down, too', async () => {
  const victim = await register('stolen')
  const answers: string[] = []
  for (let i = 0; i < 7; i += 1) {
    const body = { currentPassword: `guess ${i}`, newPassword: 'secret2' }
    answers.push(
      await world.as(bearerOf(victim), 'changePassword', { body }).then(
        () => 'changed',
        (error: unknown) => (error as { code: string }).code,
      ),
    )
  }
  expect(answers.slice(5)).toEqual(['too_many_requests', 'too_many_requests'])
})

test('whatever is tried when, at most five guesses are free and the wait is at most five minutes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 400_000 }), { maxLength: 60 }), (pauses) => {
      let now = 1_000_000
      let counted: Failures | undefined
      let looked = 0
      for (const pause of pauses) {
        now += pause
        const before = standing(counted, now)
        if (!isListenedTo(before, false, now)) continue
        looked += 1
        counted = afterFailure(before, now)
        expect(waitMs(counted, now)).toBeLessThanOrEqual(5 * 60_000)
        if (looked > 5) expect(waitMs(counted, now)).toBeGreaterThan(0)
      }
    }),
  )
})
