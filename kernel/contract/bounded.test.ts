import Type from 'typebox'
import { expect, test } from 'vitest'
import { bounded } from './bounded.ts'
import { schemaCheck } from './check.ts'
import { Problem } from './problem.ts'

test('what a person writes is looked at whole', () => {
  const cart = { items: Array.from({ length: 100 }, (_, i) => ({ sku: `S-${i}`, quantity: i })) }
  expect(bounded(cart)).toBe(cart)
  expect(bounded(null)).toBeNull()
  expect(bounded('text')).toBe('text')
})

test('of a hostile value only the beginnings are looked at, at every depth', () => {
  const deep = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => ({ a: [1, 2, 3] })))
  const seen = JSON.stringify(bounded(deep))
  expect(seen.length).toBeLessThan(JSON.stringify(deep).length / 3)
  expect(seen.startsWith('[[{"a":[1,2,3]}')).toBe(true)
})

test('a fault behind all that is described is still a refusal, and says so', () => {
  const check = schemaCheck(Type.Array(Type.Integer()), 'validation_failed')
  const thrown = refusalOf(() => check([...Array.from({ length: 5_000 }, (_, i) => i), 'no number']))
  expect(thrown.code).toBe('validation_failed')
  expect(thrown.extras.errors).toEqual([expect.objectContaining({ path: '', code: 'limit' })])
})

function refusalOf(run: () => void): Problem {
  try {
    run()
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('nothing was refused')
}
