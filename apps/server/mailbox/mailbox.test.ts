import type { notification } from '@rialto/contracts/notification'
import { openLog } from '@rialto/kernel/observe/log'
import { systemPorts } from '@rialto/kernel/ports/system'
import { aService, callAs, heard, openWorld, type World } from '@rialto/kernel/testing/world'
import { notificationService } from '@rialto/notification'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMailbox } from './mailbox.ts'

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)>`

let inbox: Awaited<ReturnType<typeof openInbox>>
beforeAll(async () => {
  inbox = await openInbox()
  for (const name of ['ada', 'bob', 'eve']) await inbox.order(name)
})
afterAll(() => inbox.close())

async function openInbox() {
  const world: World<typeof notification> = await openWorld(
    notificationService({ shopUrl: 'http://shop.test' }),
    {
      neighbours: { order: { receipts, addressees }, identity: { contacts: () => ({ contacts: [] }) } },
    },
  )
  const app = openMailbox({
    client: world.client,
    log: openLog('silent', { write: () => {} }),
    ports: systemPorts,
  })
  return {
    app,
    /** Confirms an order, and gives the id of the mail about it. */
    world,
    order: async (name: string): Promise<string> => {
      await world.hear(heard('order.confirmed', `ord_${name}`, {}))
      return mailOf(world, name)
    },
    mailOf: (name: string) => mailOf(world, name),
    close: async () => {
      await app.close()
      await world.close()
    },
  }
}

function addressees({ body: { orderIds } }: { body: { orderIds: readonly string[] } }) {
  return {
    addressees: orderIds.map((orderId, i) => ({
      orderId,
      number: String(100_001 + i),
      userId: null,
      email: `${orderId.slice('ord_'.length)}@example.com`,
    })),
  }
}

function receipts({ body: { orderIds } }: { body: { orderIds: readonly string[] } }) {
  return {
    receipts: orderIds.map((orderId, i) => ({
      orderId,
      number: String(100_001 + i),
      userId: null,
      email: `${orderId.slice('ord_'.length)}@example.com`,
      name: orderId === 'ord_eve' ? HOSTILE : null,
      currency: 'EUR',
      lines: [
        { name: orderId === 'ord_eve' ? HOSTILE : 'Murano Cup', quantity: 1, price: 1_900, total: 1_900 },
      ],
      subtotal: 1_900,
      discount: 0,
      shipping: 0,
      tax: 0,
      total: 1_900,
    })),
  }
}

/** The id of the mail to somebody, once it is there. */
async function mailOf(world: World<typeof notification>, name: string): Promise<string> {
  for (let i = 0; i < 400; i += 1) {
    const { items } = await world.client.mails(
      { body: { to: `${name}@example.com`, limit: 1 } },
      callAs(aService),
    )
    if (items[0]) return items[0].id
    await systemPorts.timers.sleep(5)
  }
  throw new Error(`no mail to ${name}`)
}

const get = (url: string, headers: Record<string, string> = {}) =>
  inbox.app.inject({ method: 'GET', url, headers: { host: 'localhost:8025', ...headers } })

test('the page lists mails, newest first, without a script', async () => {
  const page = await get('/')
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.body.match(/\w+@example\.com/g)).toEqual([
    'eve@example.com',
    'bob@example.com',
    'ada@example.com',
  ])
  expect(page.body).not.toMatch(/<script/i)
})

test('the page finds mails by the beginning of an address, and says so when there is none', async () => {
  expect((await get('/?to=bo')).body).toContain('bob@example.com')
  expect((await get('/?to=bo')).body).not.toContain('ada@example.com')
  const none = await get('/?to=%3Cb%3E')
  expect(none.statusCode).toBe(200)
  expect(none.body).toContain('Nobody whose address begins like that')
  expect(none.body).not.toContain('<b>')
})

test('a mail opens in a frame without rights, with its plain text and headers beside it', async () => {
  const id = await inbox.mailOf('ada')
  const page = await get(`/mails/${id}`)
  expect(page.body).toContain(`src="/mails/${id}/html"`)
  expect(page.body).toMatch(/sandbox="allow-popups allow-popups-to-escape-sandbox"/)
  expect((await get(`/mails/${id}?view=text`)).body).toContain('Total: 19.00 EUR')
  expect((await get(`/mails/${id}?view=raw`)).body).toContain('Content-Type: text/html; charset=utf-8')
  expect((await get(`/mails/${id}?view=headers`)).body).toContain(`Message-ID: &lt;${id}@`)
})

test('a mail can neither run, fetch, submit nor be framed by others', async () => {
  const { headers } = await get(`/mails/${await inbox.mailOf('eve')}/html`)
  const policy = String(headers['content-security-policy'])
  for (const rule of ["default-src 'none'", "form-action 'none'", "frame-ancestors 'self'", 'sandbox'])
    expect(policy).toContain(rule)
  expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/)
})

test('a hostile name is text everywhere: in the mail, its page, its plain form and the list', async () => {
  const id = await inbox.mailOf('eve')
  for (const url of [
    '/',
    `/mails/${id}`,
    `/mails/${id}?view=text`,
    `/mails/${id}?view=headers`,
    `/mails/${id}/html`,
  ]) {
    const { body } = await get(url)
    expect(body).not.toMatch(/<script|<img/i)
  }
  expect((await get(`/mails/${id}/html`)).body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})

test('every answer keeps browsers from guessing, framing and leaking', async () => {
  for (const url of ['/', '/api/v1/mails', '/mailbox.css', '/nothing-here']) {
    const { headers } = await get(url)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
  }
})

test('only names of this machine reach the inbox, whatever a foreign name is pointed at', async () => {
  for (const host of ['localhost', 'LOCALHOST:8025', '127.0.0.1:8025', '[::1]:8025']) {
    expect((await get('/api/v1/mails', { host })).statusCode).toBe(200)
  }
  for (const host of [
    'evil.example:8025',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1:8025',
  ]) {
    expect((await get('/', { host })).statusCode).toBe(403)
    expect((await get('/api/v1/mails', { host })).statusCode).toBe(403)
  }
})

test('programs list, read and page through mails', async () => {
  const first = (await get('/api/v1/mails?limit=2')).json<{
    items: { to: string }[]
    nextCursor: string
    total: number
  }>()
  expect(first.items.map(({ to }) => to)).toEqual(['eve@example.com', 'bob@example.com'])
  expect(first.total).toBe(3)
  const second = (await get(`/api/v1/mails?limit=2&cursor=${first.nextCursor}`)).json<{
    items: unknown[]
    nextCursor: null
  }>()
  expect(second).toMatchObject({ items: [{ to: 'ada@example.com' }], nextCursor: null })

  const id = await inbox.mailOf('bob')
  const mail = (await get(`/api/v1/mails/${id}`)).json<Record<string, string>>()
  expect(mail).toMatchObject({ id, to: 'bob@example.com', subject: 'Your order 100001 is confirmed' })
  expect(mail['html']).toContain('<h1 ')
  expect(mail['text']).toContain('Murano Cup')
})

test('text messages and push notifications stand beside the mails, as plain words', async () => {
  const other = await openInbox()
  try {
    const send = (route: 'sendSms' | 'sendPush', body: object) =>
      other.world.as(aService, route, { body }) as Promise<{ body: unknown }>
    await send('sendSms', { to: '+15551234567', message: `Your parcel waits ${HOSTILE}` })
    const { body } = await send('sendPush', { userId: 'usr_1', title: 'Back in stock', message: 'The Cup' })
    const look = (url: string) =>
      other.app.inject({ method: 'GET', url, headers: { host: 'localhost:8025' } })
    const list = (await look('/')).body
    expect(list).toContain('+15551234567')
    expect(list).toContain('Text message')
    expect(list).not.toMatch(/<script|<img/i)
    const page = await look(`/mails/${(body as { id: string }).id}`)
    expect(page.body).toContain('The Cup')
    expect(page.body).not.toContain('<iframe')
    const { items } = (await look('/api/v1/mails?to=%2B1555')).json<{ items: { channel: string }[] }>()
    expect(items.map(({ channel }) => channel)).toEqual(['sms'])
  } finally {
    await other.close()
  }
})

test('what is asked wrongly is refused with a problem', async () => {
  expect((await get('/api/v1/mails/ntf_none')).json()).toMatchObject({
    status: 404,
    code: 'unknown_notification',
  })
  expect((await get('/api/v1/mails?limit=0')).statusCode).toBe(400)
  expect((await get('/api/v1/mails?what=ever')).statusCode).toBe(400)
  expect(
    (await inbox.app.inject({ method: 'POST', url: '/api/v1/mails', headers: { host: 'localhost' } }))
      .statusCode,
  ).toBe(405)
  const page = await get('/mails/ntf_none')
  expect(page.statusCode).toBe(404)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
})

test('what was written for MailHog finds its fields', async () => {
  const list = (await get('/api/v2/messages?start=1&limit=1')).json<unknown>()
  expect(list).toMatchObject({ total: 3, count: 1, start: 1 })
  const found = (await get('/api/v2/search?kind=to&query=ada@example.com')).json<{
    items: Record<string, unknown>[]
  }>()
  expect(found.items).toHaveLength(1)
  expect(found.items[0]).toMatchObject({
    ID: await inbox.mailOf('ada'),
    To: [{ Mailbox: 'ada', Domain: 'example.com' }],
    Content: { Headers: { Subject: ['Your order 100001 is confirmed'], To: ['ada@example.com'] } },
    Raw: { To: ['ada@example.com'] },
  })
})

test('the inbox is emptied on request, but not by a page of somebody else', async () => {
  const { app, order, close } = await openInbox()
  try {
    await order('late')
    const total = async () => {
      const answer = await app.inject({
        method: 'GET',
        url: '/api/v1/mails',
        headers: { host: 'localhost:8025' },
      })
      return answer.json<{ total: number }>().total
    }
    const remove = (url: string, headers: Record<string, string> = {}) =>
      app.inject({ method: 'DELETE', url, headers: { host: 'localhost:8025', ...headers } })
    for (const origin of ['http://evil.example', 'http://localhost:3001', 'null']) {
      expect((await remove('/api/v1/mails', { origin })).statusCode).toBe(403)
    }
    expect(await total()).toBe(1)
    expect((await remove('/api/v1/mails', { origin: 'http://localhost:8025' })).statusCode).toBe(200)
    expect(await total()).toBe(0)

    await order('pressed')
    const press = (origin: string) =>
      app.inject({
        method: 'POST',
        url: '/clear',
        headers: {
          host: 'localhost:8025',
          origin,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': '0',
        },
      })
    expect((await press('http://evil.example')).statusCode).toBe(403)
    expect(await total()).toBe(1)
    expect((await press('http://localhost:8025')).statusCode).toBe(303)
    expect(await total()).toBe(0)
    await order('later')
    expect(await total()).toBe(1)
    expect((await remove('/api/v1/messages')).statusCode).toBe(200)
    expect(await total()).toBe(0)
    const page = await app.inject({ method: 'GET', url: '/', headers: { host: 'localhost:8025' } })
    expect(page.body).toContain('No mail yet.')
  } finally {
    await close()
  }
})
