/** A picture, from the hand of staff to the eye of a shopper, on every runner. */
import { crc32, deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, RUNNERS, type Shop } from './shop.fixture.ts'

/** A PNG of one colour. */
function png(width: number, height: number, shade: number): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const row = Buffer.alloc(width + 1, shade)
  row[0] = 0
  const rows = Buffer.concat(Array.from({ length: height }, () => row))
  const signature = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

describe.each(RUNNERS)('%s', (runner) => {
  let shop: Shop
  let token: string
  let media: string
  let product: string

  beforeAll(async () => {
    shop = await openShop(runner)
    token = await shop.admin()
    const made = await shop.request('POST', '/products', { token, body: { name: 'Pictured', price: 5 } })
    product = `/products/${made.body.id}`
    media = `${shop.origin}/api/v1${product}/media`
  })

  afterAll(async () => {
    await shop.close()
  })

  const send = (body: Buffer<ArrayBuffer> | FormData | string, headers: Record<string, string>) =>
    fetch(media, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body,
    })

  test('a file that is sent is shown in three widths that browsers may keep for good', async () => {
    const made = await shop.request('POST', '/products', { token, body: { name: 'Wall', price: 5 } })
    const wall = `/products/${made.body.id}`
    const answer = await fetch(`${shop.origin}/api/v1${wall}/media?alt=A%20grey%20wall`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png' },
      body: png(1_000, 500, 90),
    })
    expect(answer.status).toBe(201)
    const sent = (await answer.json()) as { id: string; url: string; srcset: string }
    expect(sent).toMatchObject({ alt: 'A grey wall', width: 960, height: 480, position: 1 })
    const { images } = (await shop.request('GET', wall)).body
    expect(images).toEqual([expect.objectContaining({ id: sent.id, url: sent.url, srcset: sent.srcset })])
    const addresses = sent.srcset.split(', ').map((entry) => entry.split(' '))
    expect(addresses.map(([, width]) => width)).toEqual(['320w', '640w', '960w'])
    for (const [address] of addresses) {
      const seen = await fetch(`${shop.origin}${address}`)
      const bytes = Buffer.from(await seen.arrayBuffer())
      expect([seen.status, bytes.subarray(8, 12).toString()]).toEqual([200, 'WEBP'])
      expect(Object.fromEntries(seen.headers)).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      })
      const etag = seen.headers.get('etag') ?? ''
      const again = await fetch(`${shop.origin}${address}`, { headers: { 'if-none-match': etag } })
      expect(again.status).toBe(304)
    }
  })

  test('the same file again is the same picture; one in a form and one in JSON are as good', async () => {
    const file = png(64, 64, 10)
    const form = new FormData()
    form.set('file', new File([file], 'photo.exe', { type: 'application/x-msdownload' }))
    form.set('alt', 'In a form')
    const first = (await (await send(form, {})).json()) as { id: string; alt: string }
    expect(first.alt).toBe('In a form')
    const json = JSON.stringify({ base64: file.toString('base64') })
    const second = await send(json, { 'content-type': 'application/json' })
    expect([second.status, await second.json()]).toEqual([201, first])
    const { items } = (await shop.request('GET', `${product}/media`)).body
    expect(items.filter(({ id }: { id: string }) => id === first.id)).toHaveLength(1)
  })

  test.each([
    [422, 'not_a_picture', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    [422, 'not_a_picture', 'image/jpeg', png(10, 10, 1).subarray(0, 40)],
    [422, 'validation_failed', 'image/png', Buffer.alloc(0)],
    [422, 'validation_failed', 'multipart/form-data; boundary=x', Buffer.from('--x\r\nnonsense')],
    [422, 'validation_failed', 'multipart/form-data', Buffer.from('no boundary')],
    [
      415,
      'unsupported_media_type',
      'image/svg+xml',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    [415, 'unsupported_media_type', 'text/html', Buffer.from('<p>')],
    [413, 'too_large', 'image/png', Buffer.alloc(10 * 1024 * 1024 + 1)],
    [413, 'too_large', 'image/png', Buffer.alloc(20 * 1024 * 1024)],
  ])('refused with %d %s: a body that says %s', async (status, code, type, body) => {
    const answer = await send(body, { 'content-type': type })
    const refusal = (await answer.json()) as { code: string; detail: string }
    expect([answer.status, refusal.code]).toEqual([status, code])
    if (status === 413) expect(refusal.detail).toContain(`${10 * 1024 * 1024} bytes`)
  })

  test('who is nobody, or only a customer, uploads nothing', async () => {
    const headers = { 'content-type': 'image/png' }
    expect((await fetch(media, { method: 'POST', headers, body: png(9, 9, 9) })).status).toBe(401)
    const customer = await shop.customer()
    const authorization = `Bearer ${customer.token}`
    const answer = await fetch(media, {
      method: 'POST',
      headers: { ...headers, authorization },
      body: png(9, 9, 9),
    })
    expect(answer.status).toBe(403)
  })

  test('what is no picture of ours is not found, however it is asked for', async () => {
    for (const path of ['nothing.webp', '..%2f..%2fsecret', `${'0'.repeat(32)}-320.webp`, 'a%00b']) {
      const { status } = await fetch(`${shop.origin}/media/${path}`)
      expect([path, status < 500 && status >= 400]).toEqual([path, true])
    }
    const written = await fetch(`${shop.origin}/media/${'0'.repeat(32)}-320.webp`, { method: 'PUT' })
    expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })
})
