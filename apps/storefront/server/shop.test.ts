import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { keepPage, missPage, refusePage, showing } from '../page/page.ts'
import { openPageCache } from './page-cache.ts'
import { readSettings } from './settings.ts'
import { openShop, type ShopNeeds } from './shop.ts'
import { openTurns } from './turns.ts'

/** A shop whose pages are made by `make`. */
async function openWith(make: ShopNeeds['handle']) {
  const cache = openPageCache()
  const server = createServer(
    openShop({
      settings: readSettings({}),
      handle: make,
      passOn: Object.assign(() => {}, { close: () => {} }),
      sharePictures: () => {},
      cache,
      turns: openTurns(),
      renew: async () => undefined,
      isCacheCurrent: () => true,
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    get: (path: string, headers: Record<string, string> = {}) => fetch(`${origin}${path}`, { headers }),
    cache,
  }
}

test('a page that finds nothing to show answers 404 with all that it says, and is not kept', async () => {
  const shop = await openWith(async (request, response) => {
    keepPage()
    showing('catalogue')
    if (request.url === '/p/gone') missPage()
    response.setHeader('content-type', 'text/html')
    response.end('<h1>There is no such page</h1>')
  })
  const gone = await shop.get('/p/gone')
  expect(gone.status).toBe(404)
  expect(await gone.text()).toContain('There is no such page')
  expect(shop.cache.size).toBe(0)
  expect((await shop.get('/p/lamp')).status).toBe(200)
  expect(shop.cache.size).toBe(1)
})

test('a page that could not be made says so in its language where no script runs', async () => {
  const shop = await openWith(async (_request, response) => {
    response.statusCode = 500
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.write('<!DOCTYPE html><html id="__next_error__"><head></head><body><script>')
    response.end('["/_next/static/chunks/a1.css",{\\"digest\\":\\"4711\\"}]</script></body></html>')
  })
  const failed = await shop.get('/de/cart')
  expect(failed.status).toBe(500)
  const text = await failed.text()
  expect(text).toContain('<html id="__next_error__" lang="de" dir="ltr">')
  expect(text).toMatch(/<body><noscript>.*a1\.css.*Das hat nicht geklappt.*4711.*<\/noscript><script>/s)
  expect(await (await shop.get('/ar/cart')).text()).toContain('dir="rtl"')
})

test('a kept page says its length and carries a nonce of its own', async () => {
  let made = 0
  const shop = await openWith(async (request, response) => {
    made += 1
    keepPage()
    showing('catalogue')
    const nonce = /'nonce-([^']+)'/.exec(String(request.headers['content-security-policy']))?.[1]
    response.setHeader('content-type', 'text/html')
    response.end(`<h1>Lámpara</h1><script nonce="${nonce}"></script>`)
  })
  const answers = []
  for (let asked = 0; asked < 3; asked += 1) {
    const answer = await shop.get('/', { 'accept-encoding': 'identity' })
    answers.push({ length: answer.headers.get('content-length'), text: await answer.text() })
  }
  expect(made).toBe(1)
  const [, second, third] = answers
  expect(Number(second?.length)).toBe(Buffer.byteLength(second?.text ?? ''))
  expect(third?.text).not.toBe(second?.text)
})

test('a page that many want after a change is made once, and one that is somebody’s own for each', async () => {
  let made = 0
  const shop = await openWith(async (request, response) => {
    made += 1
    if (request.url === '/p/lamp') keepPage()
    showing('product:lamp')
    await sleep(20)
    response.setHeader('content-type', 'text/html')
    response.end('<h1>Lamp</h1>')
  })
  const ask = (path: string) => shop.get(path).then((answer) => answer.text())
  await ask('/p/lamp')
  shop.cache.forget(['product:lamp'])
  made = 0
  const texts = await Promise.all(Array.from({ length: 20 }, () => ask('/p/lamp')))
  expect(new Set(texts)).toEqual(new Set(['<h1>Lamp</h1>']))
  expect(made).toBe(1)
  await Promise.all(Array.from({ length: 20 }, () => ask('/account')))
  expect(made).toBe(21)
})

test('who reads slowly holds nobody up for long', async () => {
  let made = 0
  const shop = await openWith(async (_request, response) => {
    made += 1
    keepPage()
    response.setHeader('content-type', 'text/html')
    if (made === 2) await sleep(5_000)
    response.end('<h1>Lamp</h1>')
  })
  const ask = () => shop.get('/p/lamp').then((answer) => answer.text())
  await ask()
  shop.cache.forgetAll()
  const slow = ask()
  await expect.poll(() => made).toBe(2)
  expect(await Promise.race([ask(), slow.then(() => 'the slow one')])).toBe('<h1>Lamp</h1>')
  expect(made).toBe(3)
})

test('a page that is for others answers 403 with all that it says', async () => {
  const shop = await openWith(async (_request, response) => {
    refusePage()
    response.setHeader('content-type', 'text/html')
    response.end('<h1>This page is for another role</h1>')
  })
  const refused = await shop.get('/admin/orders')
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('for another role')
})
