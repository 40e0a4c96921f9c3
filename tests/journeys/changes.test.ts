import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, RUNNERS, type Shop } from './shop.fixture.ts'

type Change = {
  readonly products: readonly string[]
  readonly categories: boolean
  readonly all: boolean
}

/** Hears the stream; `heard` is all messages so far, those that were told once more as well. */
async function hear({ origin, credential }: Pick<Shop, 'origin' | 'credential'>) {
  const ending = new AbortController()
  const response = await fetch(`${origin}/internal/changes`, {
    headers: { authorization: `Bearer ${credential}` },
    signal: ending.signal,
  })
  const heard: Change[] = []
  const names: string[] = []
  const over = (async () => {
    let text = ''
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const messages = (text + piece).split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) {
        names.push(/^event: (.*)$/m.exec(message)?.[1] ?? '')
        const data = /^data: (.*)$/m.exec(message)?.[1] ?? '{}'
        if (names.at(-1) === 'change') heard.push(JSON.parse(data) as Change)
      }
    }
  })().catch(() => {})
  if (response.ok) await expect.poll(() => names).toContain('hello')
  return { response, heard, names, over, stop: () => ending.abort() }
}

describe.each(RUNNERS)('the stream of changes, %s', (runner) => {
  let shop: Shop
  let token: string
  beforeAll(async () => {
    shop = await openShop(runner)
    token = await shop.admin()
  })
  afterAll(() => shop.close())

  test('who keeps pages hears of a price before they could show the old one, and of what sells out', async () => {
    const stream = await hear(shop)
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(stream.names[0]).toBe('hello')
    const of = (id: string) => stream.heard.filter(({ products }) => products.includes(id))

    const made = await shop.request('POST', '/api/v1/products', {
      token,
      body: { name: `Stream ${runner}`, price: 10, stock: 1 },
    })
    const id = made.body.id as string
    await expect.poll(() => of(id)[0]).toEqual({ products: [id], categories: true, all: false })
    // Told once more by then, so that what follows is news.
    await expect.poll(() => of(id).length).toBe(2)

    await shop.request('PATCH', `/api/v1/products/${id}`, { token, body: { price: 11 } })
    await expect.poll(() => of(id)[2]).toEqual({ products: [id], categories: false, all: false })
    await expect.poll(() => of(id).length).toBe(4)

    const order = await shop.request('POST', '/api/v1/orders', {
      body: {
        items: [{ productId: id, quantity: 1 }],
        email: 'a@example.com',
        shippingAddress: { street: '1 Main St', city: 'Springfield', zipCode: '12345', country: 'US' },
        payment: { method: 'card', token: 'tok_visa' },
      },
    })
    expect(order.status).toBe(201)
    await expect.poll(() => of(id).length).toBeGreaterThanOrEqual(5)
    expect(of(id)[4]).toMatchObject({ categories: false, all: false })

    await shop.request('DELETE', `/api/v1/products/${id}`, { token })
    await expect.poll(() => of(id).at(-1)).toMatchObject({ categories: true })
    stream.stop()
    await stream.over
  })

  test('another name in the tree of categories changes everything', async () => {
    const made = await shop.request('POST', '/api/v1/categories', { token, body: { name: `Tree ${runner}` } })
    const stream = await hear(shop)
    await shop.request('PATCH', `/api/v1/categories/${made.body.id}`, {
      token,
      body: { name: `Bush ${runner}` },
    })
    await expect.poll(() => stream.heard[0]).toEqual({ products: [], categories: true, all: true })
    stream.stop()
    await stream.over
  })

  test('there is no such path for anybody else, and no more than sixteen streams', async () => {
    const answers = await Promise.all([
      fetch(`${shop.origin}/internal/changes`),
      fetch(`${shop.origin}/internal/changes`, { headers: { authorization: `Bearer ${token}` } }),
      fetch(`${shop.origin}/internal/changes`, { headers: { authorization: `Bearer ${shop.credential}x` } }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    const streams = await Promise.all(Array.from({ length: 16 }, () => hear(shop)))
    expect(streams.map(({ response }) => response.status)).toEqual(streams.map(() => 200))
    const oneTooMany = await hear(shop)
    expect(oneTooMany.response.status).toBe(503)
    for (const stream of streams) stream.stop()
    await Promise.all(streams.map(({ over }) => over))
    // Whoever left makes room.
    await expect
      .poll(async () => {
        const { response, stop } = await hear(shop)
        stop()
        return response.status
      })
      .toBe(200)
  })
})

test('a gateway that stops ends its streams', async () => {
  const own = await openShop('direct')
  const { over } = await hear(own)
  await Promise.all([own.close(), over])
})
