import { RialtoProblem, Unreachable } from '@rialto/client'
import { expect, test } from 'vitest'
import { refused } from './form.ts'

function refusal(code: string, errors: { path: string; message: string; code: string }[] = []) {
  return new RialtoProblem({ type: 'x', title: 'No', status: 422, code, errors }, 422)
}

test('a refusal is told at the field that it is about', () => {
  const faults = { email_taken: ['email', 'There is one already'] } as const
  expect(refused(refusal('email_taken'), faults, { email: 'a@b.c' })).toEqual({
    errors: { email: 'There is one already' },
    values: { email: 'a@b.c' },
  })
})

test('a password that is too short says how long one must be', () => {
  const short = {
    path: '/newPassword',
    message: 'must have at least 12 characters',
    code: 'password_too_short',
  }
  expect(refused(refusal('validation_failed', [short]), {}, {}).errors).toEqual({
    newPassword: 'Use at least 12 characters',
  })
})

test('a field has the name that the form gives it', () => {
  const wrong = { path: '/zipCode', message: 'must match', code: 'pattern' }
  const { errors } = refused(refusal('validation_failed', [wrong]), {}, {}, { zipCode: 'postcode' })
  expect(Object.keys(errors)).toEqual(['postcode'])
})

test('what nobody foresaw is told without a field, and a mistake of ours is thrown', () => {
  expect(Object.keys(refused(refusal('teapot'), {}, {}).errors)).toEqual([''])
  expect(Object.keys(refused(new Unreachable('gone', {}), {}, {}).errors)).toEqual([''])
  expect(() => refused(new TypeError('ours'), {}, {})).toThrow(TypeError)
})
