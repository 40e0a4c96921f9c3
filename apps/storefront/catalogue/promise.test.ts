import { expect, test } from 'vitest'
import { told } from './promise.ts'

test('the first sentence of a description stands by itself, and the rest is not said twice', () => {
  expect(told('A lamp for late readers. It dims.\nTwice.\n\nMade in Mestre.')).toEqual({
    first: 'A lamp for late readers.',
    rest: ['It dims.\nTwice.', 'Made in Mestre.'],
  })
  expect(told('Weighs 1.4 kg')).toEqual({ first: 'Weighs 1.4 kg', rest: [] })
  expect(told('')).toEqual({ first: '', rest: [] })
})

test('a sentence that goes on and on is left where it is', () => {
  const long = `${'and '.repeat(80)}so on.`
  expect(told(long)).toEqual({ first: '', rest: [long] })
})
