import { expect, test } from 'vitest'
import { countryCode, countryName } from './country.ts'

test('a country is known by its codes, its name, and what its people call it, in any case', () => {
  const spellings = {
    US: ['US', 'us', 'USA', 'U.S.A.', 'United States', 'united states of america', ' America '],
    DE: ['DE', 'deu', 'Germany', 'GERMANY', 'Deutschland'],
    GB: ['gb', 'UK', 'U.K.', 'United Kingdom', 'Great Britain', 'England'],
    AT: ['Österreich', 'O\u0308sterreich', 'osterreich', 'Oesterreich'],
    CI: ["Côte d'Ivoire", 'COTE D’IVOIRE', 'Ivory Coast'],
    LC: ['Saint Lucia', 'St. Lucia', 'ST LUCIA'],
    BA: ['Bosnia & Herzegovina', 'Bosnia and Herzegovina'],
    NL: ['The Netherlands', 'Netherlands', 'Holland'],
    JP: ['日本', 'Japan'],
  }
  for (const [code, names] of Object.entries(spellings)) {
    for (const name of names) expect([name, countryCode(name)]).toEqual([name, code])
  }
})

test('what is no country is undefined, whatever it is spelled like', () => {
  for (const text of [
    '',
    ' ',
    '--',
    'XX',
    'Atlantis',
    'constructor',
    '__proto__',
    'U',
    'Germania Inferior',
  ]) {
    expect([text, countryCode(text)]).toEqual([text, undefined])
  }
})

test('all 249 codes of ISO 3166-1 are here, each with a name that leads back to it', () => {
  const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  const pairs = alphabet.flatMap((first) => alphabet.map((second) => first + second))
  const known = pairs.filter((code) => countryName(code) !== undefined)
  expect(known).toHaveLength(249)
  for (const code of known) expect(countryCode(countryName(code) ?? '')).toBe(code)
})
