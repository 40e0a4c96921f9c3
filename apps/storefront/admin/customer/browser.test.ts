import { expect, test } from 'vitest'
import { browserOf } from './browser.ts'

test('a session says where somebody is signed in, as one would call it', () => {
  for (const [agent, name] of [
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1',
      'Safari on iOS',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    ['curl/8.5.0', 'curl/8.5.0'],
    [null, 'Unknown client'],
  ] as const)
    expect(browserOf(agent)).toBe(name)
})
