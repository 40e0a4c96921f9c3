import { expect, test } from 'vitest'
import { readCookies, regionIn, withOneRegion } from './cookies.ts'

test('a page is made for the region that it is kept under, however the cookie is spelled', () => {
  const spelled = {
    'rialto_region=DE': 'DE',
    'a=b; rialto_region=DE;c=d': 'DE',
    'rialto_region=DE; rialto_region=GB': 'GB',
    'rialto_region=GB; rialto_region=nowhere': '',
    'rialto_region=DEfoo': '',
    'rialto_region=%44E': '',
    'rialto_region="DE"': '',
    ' rialto_region = DE ': 'DE',
    'rialto_region=ZZ': '',
    'a=b': '',
  }
  for (const [cookie, region] of Object.entries(spelled)) {
    const read = readCookies(withOneRegion(cookie))
    expect(regionIn(readCookies(cookie)), cookie).toBe(region)
    expect(read.get('rialto_region') ?? '', cookie).toBe(region)
  }
  expect(withOneRegion(undefined)).toBeUndefined()
})
