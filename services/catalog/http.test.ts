import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalog } from '@rialto/contracts/catalog'
import { openLog } from '@rialto/kernel/observe/log'
import { systemPorts } from '@rialto/kernel/ports/system'
import { openApp, type App } from '@rialto/kernel/server/app'
import { mount } from '@rialto/kernel/server/mount'
import { anonymous } from '@rialto/kernel/testing/world'
import { makeProduct, merchandiser, openShop, type Shop } from './world.fixture.ts'

let shop: Shop
let app: App

beforeAll(async () => {
  shop = await openShop()
  app = openApp({ ...systemPorts, log: openLog('silent', '/dev/null') })
  mount(app, catalog, shop.host.endpoints, {
    now: () => systemPorts.clock.now(),
    identify: (request) => (request.headers.authorization === undefined ? anonymous : merchandiser),
  })
})

afterAll(async () => {
  await app.close()
  await shop.close()
})

const post = (payload: string) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/products',
    headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
    payload,
  })

test('what a client already has is not sent again; a changed price is', async () => {
  const { id } = await makeProduct(shop, { name: 'Cached', price: 5 })
  for (const url of [
    `/api/v1/products/${id}`,
    '/api/v1/products?q=cached',
    '/api/v1/categories',
    '/api/v1/categories/general',
  ]) {
    const first = await app.inject({ url })
    expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate')
    const again = await app.inject({ url, headers: { 'if-none-match': String(first.headers.etag) } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  }
  const { etag } = (await app.inject({ url: `/api/v1/products/${id}` })).headers
  await shop.as(merchandiser, 'patch', { params: { id }, body: { price: 6 } })
  const changed = await app.inject({
    url: `/api/v1/products/${id}`,
    headers: { 'if-none-match': String(etag) },
  })
  expect([changed.statusCode, changed.json<{ price: number }>().price]).toEqual([200, 6])
})

test('a change sent with the tag that was read is taken, sent again it is refused', async () => {
  const { id } = await makeProduct(shop, { name: 'Guarded', price: 5 })
  const url = `/api/v1/products/${id}`
  const { etag } = (await app.inject({ url })).headers
  const patch = () =>
    app.inject({
      method: 'PATCH',
      url,
      headers: { 'content-type': 'application/json', authorization: 'Bearer x', 'if-match': String(etag) },
      payload: '{"inventory":7,"price":6}',
    })
  const first = await patch()
  expect([first.statusCode, first.json<{ stock: number }>().stock, first.headers['cache-control']]).toEqual([
    200,
    7,
    'private, no-store',
  ])
  expect((await patch()).statusCode).toBe(412)
})

test.each([
  'limit=0', 'limit=101', 'limit=abc', 'limit=1.5', 'limit=-1', 'limit=', 'limit=1&limit=2', 'page=0', 'page=101', 'sort=evil',
  'sort=price;drop table product', 'minPrice=-1', 'minPrice=abc', 'maxPrice=1e999', 'maxPrice=0.001', 'inStock=yes', 'inStock=1',
  'unknown=1', '__proto__=1', 'constructor=1', 'q=%00', 'q=a%00b', 'q=%FF', 'q=%E0%A4%A', 'q=', 'q=%20', 'brand=%0A', 'cursor=x',
  `q=${'a'.repeat(101)}`, `cursor=${'A'.repeat(513)}`, 'category[]=x', 'category=%00',
])('the query %s is refused', async (query) => {
  const answer = await app.inject({ url: `/api/v1/products?${query}` })
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'invalid_query'])
}) // prettier-ignore

test.each([
  '%25',
  '_',
  '%5C%5C%5C',
  "'; drop table product; --",
  '%F0%9F%98%80',
  'a%CC%81',
  '%25%25%25',
  '((((',
  '\u{10ffff}',
])('the search for %s is only a search', async (q) => {
  const answer = await app.inject({
    url: `/api/v1/products?q=${q.includes('%') ? q : encodeURIComponent(q)}`,
  })
  expect(answer.statusCode).toBe(200)
  expect(answer.json<{ items: unknown[] }>().items).toEqual([])
})

test.each(['%00', 'a%00b', '..%2F..%2Fetc', '%FF', '-x', 'a b', "x'--", 'x'.repeat(65), '%F0%9F%98%80'])(
  'the path %s is refused, and nothing breaks',
  async (id) => {
    const answer = await app.inject({ url: `/api/v1/products/${id}` })
    expect(answer.statusCode).toBe(400)
  },
)

test.each(['__proto__', 'constructor', 'hasOwnProperty', '507f...', 'toString'])(
  'there is no product %s',
  async (id) => {
    const answer = await app.inject({ url: `/api/v1/products/${id}` })
    expect(answer.json<{ code: string }>().code).toMatch(/^(unknown_product|invalid_path)$/)
  },
)

test.each([
  ['{"name":"A"}', 422],
  ['{"name":"A","price":-1}', 422],
  ['{"name":"A","price":"10"}', 422],
  ['{"name":"A","price":10.005}', 422],
  ['{"name":"A","price":1e300}', 422],
  ['{"name":"A","price":1e400}', 422],
  ['{"name":"A","price":NaN}', 400],
  ['{"name":"A","price":null}', 422],
  ['{"name":"A","price":1000000000001}', 422],
  ['{"name":"   ","price":1}', 422],
  ['{"name":"a\\u0000b","price":1}', 400],
  ['{"name":"a\\ud800b","price":1}', 400],
  ['{"name":"a\\u0007b","price":1}', 422],
  [`{"name":"${'a'.repeat(201)}","price":1}`, 422],
  [`{"name":"A","price":1,"description":"${'a'.repeat(10_001)}"}`, 422],
  ['{"name":"A","price":1,"id":"prod mine"}', 422],
  ['{"name":"A","price":1,"slug":"Not A Slug"}', 422],
  ['{"name":"A","price":1,"currency":"usd"}', 422],
  ['{"name":"A","price":1,"currency":"XQQ"}', 422],
  ['{"name":"A","price":1.5,"currency":"JPY"}', 422],
  ['{"name":"A","price":1,"stock":-1}', 422],
  ['{"name":"A","price":1,"stock":1.5}', 422],
  ['{"name":"A","price":1,"stock":1000001}', 422],
  ['{"name":"A","price":1,"stock":1,"inventory":2}', 422],
  ['{"name":"A","price":1,"rating":{"average":5,"count":1}}', 422],
  ['{"name":"A","price":1,"createdAt":"2020-01-01T00:00:00.000Z"}', 422],
  ['{"name":"A","price":1,"attributes":{"a":{"b":1}}}', 422],
  ['{"name":"A","price":1,"attributes":{"a\\u0007":1}}', 422],
  [`{"name":"A","price":1,"attributes":{${Array.from({ length: 51 }, (_, i) => `"a${i}":1`).join()}}}`, 422],
  ['{"name":"A","price":1,"attributes":{"__proto__":1}}', 400],
  ['{"__proto__":{"price":1},"name":"A","price":1}', 400],
  ['{"name":"A","name":"B","price":1}', 400],
  ['{"name":"A","price":1,"images":["javascript:alert(1)"]}', 422],
  ['{"name":"A","price":1,"images":["/a b"]}', 422],
  ['{"name":"A","price":1,"images":["https://x/\\"><script>"]}', 422],
  ['[]', 422],
  ['{', 400],
])('the product %s is refused', async (payload, status) => {
  const answer = await post(payload)
  expect(answer.statusCode).toBe(status)
  expect(answer.json<{ detail: string }>().detail).toBeTypeOf('string')
})

test('a script in a name is kept as text and comes back as text', async () => {
  const name = '<script>alert(1)</script> "quoted" \\ ,"stock":99'
  const answer = await post(JSON.stringify({ name, price: 1, stock: 3, attributes: { stock: 7 } }))
  expect(answer.statusCode).toBe(201)
  const { id } = answer.json<{ id: string }>()
  expect((await app.inject({ url: `/api/v1/products/${id}` })).json()).toMatchObject({
    name,
    stock: 3,
    attributes: { stock: 7 },
  })
})

test('the longest name there may be is found again', async () => {
  const name = '\u{fdfa}'.repeat(200)
  expect((await post(JSON.stringify({ name, price: 1 }))).statusCode).toBe(201)
  const answer = await app.inject({
    url: `/api/v1/products?sort=name&limit=100&q=${encodeURIComponent('\u{fdfa}')}`,
  })
  expect(answer.json<{ items: { name: string }[] }>().items.map((item) => item.name)).toEqual([name])
})

test('without a token nothing is made', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/products',
    headers: { 'content-type': 'application/json' },
    payload: '{"name":"Laptop","price":1500,"stock":10}',
  })
  expect(answer.statusCode).toBe(401)
})
