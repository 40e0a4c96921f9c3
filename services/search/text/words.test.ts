import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf, referenceOf, singular, wordsOf } from './words.ts'

const texts = (text: string) => wordsOf(text).map((word) => word.text)

test.each([
  ['Café Crème', ['cafe', 'creme']],
  ['Notebooks & Batteries', ['notebook', 'battery']],
  ['Men’s Running Shoes', ['man', 'running', 'shoe']],
  ['USB-C', ['usb', 'c']],
  ['16GB', ['16', 'gb']],
  ['15.6" display', ['15.6', 'display']],
  ['Straße', ['strasse']],
  ['ＵＬＴＲＡ', ['ultra']],
  ['glass dress bus', ['glass', 'dress', 'bus']],
  ['brushes boxes', ['brush', 'box']],
  ['!!! --- ???', []],
])('%s has the words %j', (text, words) => {
  expect(texts(text)).toEqual(words)
})

test('a word and its plural are one', () => {
  for (const [one, many] of [
    ['laptop', 'laptops'],
    ['battery', 'batteries'],
    ['knife', 'knives'],
    ['watch', 'watches'],
    ['shoe', 'shoes'],
  ] as const)
    expect(singular(many)).toBe(singular(one))
})

test('words that a hyphen or a digit parts go on touching', () => {
  expect(wordsOf('usb-c cable').map(({ touches }) => touches)).toEqual([false, true, false])
  expect(wordsOf('16gb').map(({ touches }) => touches)).toEqual([false, true])
})

test('a key is the same for what differs in case, accents and plurals', () => {
  expect(keyOf('  Crème  BRÛLÉES ')).toBe(keyOf('creme brulee'))
})

test('only what can be an id is one', () => {
  expect(referenceOf(' LAPTOP-001 ')).toBe('laptop-001')
  expect(referenceOf("'; drop table")).toBeUndefined()
})

test('of whatever text, words hold letters and digits and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(texts(text).filter((word) => !/^[\p{L}\p{N}.]+$/u.test(word))).toEqual([])
    }),
  )
})
