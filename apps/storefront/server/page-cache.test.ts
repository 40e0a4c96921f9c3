import { expect, test } from 'vitest'
import { openPageCache, toKeep, writePage, type KeptPage } from './page-cache.ts'

const page = (text: string, ...tags: string[]): KeptPage =>
  toKeep(Buffer.from(text), 'aaaa', { headers: {}, tags })

function written(kept: KeptPage, nonce: string): string {
  const sent: Buffer[] = []
  writePage(kept, nonce, { write: (piece) => sent.push(Buffer.from(piece)) })
  return Buffer.concat(sent).toString()
}

test('every answer has the page with a nonce of its own, whatever letters stand before it', () => {
  const text = '<h1>Laterne “Murano” – 42 €</h1><script nonce="aaaa"></script><i nonce="aaaa"></i>'
  const kept = page(text)
  expect(written(kept, 'bbbb')).toBe(text.replaceAll('aaaa', 'bbbb'))
  expect(written(kept, 'cccc')).toBe(text.replaceAll('aaaa', 'cccc'))
  expect(kept.length).toBe(Buffer.byteLength(text))
})

test('what a page has fetched ahead names the nonce of nobody', () => {
  const link = '</a.woff2>; rel=preload; nonce="aaaa"; type="font/woff2", </b.css>; rel=preload; nonce="aaaa"'
  const { headers } = toKeep(Buffer.from('<h1>Lamp</h1>'), 'aaaa', { headers: { link }, tags: [] })
  expect(headers).toEqual({ link: '</a.woff2>; rel=preload; type="font/woff2", </b.css>; rel=preload' })
})

test('a page is kept until something that it shows changes', () => {
  const cache = openPageCache()
  cache.keep('/p/lamp', page('lamp', 'product:lamp'), cache.mark())
  cache.keep('/c/light', page('light', 'product:lamp', 'catalogue'), cache.mark())
  cache.keep('/p/mug', page('mug', 'product:mug'), cache.mark())
  cache.forget(['product:lamp'])
  expect(cache.get('/p/lamp')).toBeUndefined()
  expect(cache.get('/c/light')).toBeUndefined()
  expect(cache.get('/p/mug')).toBeDefined()
  cache.forgetAll()
  expect(cache.get('/p/mug')).toBeUndefined()
})

test('a page that was being made while something that it shows changed is not kept', () => {
  const cache = openPageCache()
  const mark = cache.mark()
  cache.forget(['product:lamp'])
  cache.keep('/p/lamp', page('old', 'product:lamp'), mark)
  expect(cache.get('/p/lamp')).toBeUndefined()
  cache.keep('/p/mug', page('mug', 'product:mug'), mark)
  expect(cache.get('/p/mug')).toBeDefined()

  const before = cache.mark()
  cache.forgetAll()
  cache.keep('/', page('old home', 'catalogue'), before)
  expect(cache.get('/')).toBeUndefined()
})

test('it holds no more than it may, and forgets what it dropped without a trace', () => {
  const cache = openPageCache(100)
  for (let i = 0; i < 50; i += 1) cache.keep(`/${i}`, page('x'.repeat(20), 'catalogue'), cache.mark())
  expect(cache.size).toBeLessThan(5)
  cache.keep('/huge', page('x'.repeat(1_000), 'catalogue'), cache.mark())
  expect(cache.get('/huge')).toBeUndefined()
  cache.forget(['catalogue'])
  expect(cache.size).toBe(0)
})
