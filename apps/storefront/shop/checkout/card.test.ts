import { expect, test } from 'vitest'
import { cardFaults, expiryText, grouped, tokenOf, type TestCard } from './card.ts'

const NOW = new Date('2026-11-30T12:00:00Z')
const CARDS: readonly TestCard[] = [{ number: '4242 4242 4242 4242', token: 'tok_visa', what: 'pays' }]
const GOOD = { number: '4242 4242 4242 4242', expiry: '12 / 29', cvc: '123' }
const faults = (card: Partial<typeof GOOD>) => cardFaults({ ...GOOD, ...card }, NOW, CARDS)

test('digits stand in the groups of the card, however they are typed', () => {
  for (const [typed, shown] of [
    ['42424', '4242 4'],
    ['4242-4242-4242-4242', '4242 4242 4242 4242'],
    ['٤٢٤٢٤٢', '4242 42'],
    ['378282246310005', '3782 822463 10005'],
    ['4242 4242 4242 4242 4242 4242', '4242 4242 4242 4242 424'],
    ['abc', ''],
  ] as const)
    expect(grouped(typed), typed).toBe(shown)
})

test('the expiry stands as on the card', () => {
  for (const [typed, shown] of [
    ['1', '1'],
    ['12', '12'],
    ['122', '12 / 2'],
    ['1229', '12 / 29'],
    ['4', '04'],
    ['429', '04 / 29'],
    ['1/29', '01 / 29'],
    ['12/2029', '12 / 2029'],
    ['12 / 29', '12 / 29'],
    ['12 / ', '12 / '],
  ] as const)
    expect(expiryText(typed), typed).toBe(shown)
})

test('a card of the sandbox becomes its token, and nothing else becomes one', () => {
  expect(faults({})).toEqual({})
  expect(tokenOf('4242-4242-4242-4242', CARDS)).toBe('tok_visa')
  for (const number of ['', '4111111111111111', 'tok_visa']) expect(tokenOf(number, CARDS)).toBeUndefined()
})

test('what is wrong with a card is told for each of its parts', () => {
  expect(faults({ number: '', expiry: '', cvc: ' ' })).toEqual({
    number: 'numberMissing',
    expiry: 'expiryMissing',
    cvc: 'cvcMissing',
  })
  expect(faults({ number: '4242' }).number).toBe('numberShort')
  expect(faults({ number: '4242 4242 4242 4241' }).number).toBe('numberWrong')
  expect(faults({ number: '4111 1111 1111 1111' }).number).toBe('numberUnknown')
  for (const expiry of ['13 / 29', '00 / 29', '12', '12 / 2', '12 / 1929'])
    expect(faults({ expiry }).expiry, expiry).toBe('expiryWrong')
  for (const cvc of ['12', '12345', 'abc']) expect(faults({ cvc }).cvc, cvc).toBe('cvcWrong')
})

test('a card is good until its month is over', () => {
  expect(faults({ expiry: '10 / 26' }).expiry).toBe('expiryPast')
  expect(faults({ expiry: '11 / 26' })).toEqual({})
  expect(cardFaults({ ...GOOD, expiry: '11 / 26' }, new Date('2026-12-01T00:00:00Z'), CARDS).expiry).toBe(
    'expiryPast',
  )
})
