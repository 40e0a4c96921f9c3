import { expect, test } from 'vitest'
import { CASES, readOptions } from './options.ts'

test('without flags all but search is measured three times for fifteen seconds, and nothing is written', () => {
  const options = readOptions([])
  expect(options).toMatchObject({ seconds: 15, warmup: 5, runs: 3, save: false })
  expect(options !== 'help' && [...options.only]).toEqual(CASES.filter((name) => name !== 'search'))
})

test('what is saved is everything, search too', () => {
  const options = readOptions(['--save'])
  expect(options !== 'help' && [...options.only]).toEqual([...CASES])
})

test('a case that does not exist is refused with those that do', () => {
  expect(() => readOptions(['--only', 'orders,card'])).toThrow('There is no case card: take orders, hot')
})

test('a machine elsewhere is never loaded', () => {
  expect(() => readOptions(['--url', 'http://example.com:8000'])).toThrow('127.0.0.1 only')
})

test('a part of the figures is never saved as the whole', () => {
  expect(() => readOptions(['--save', '--only', 'cart'])).toThrow('without --only')
})

test.each([['--runs'], ['--seconds'], ['--pid']])('%s takes a number above zero', (flag) => {
  expect(() => readOptions([flag, '0'])).toThrow(flag)
  expect(() => readOptions([flag, 'many'])).toThrow(flag)
})
