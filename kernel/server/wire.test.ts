import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openToys, type Toys } from './toys.fixture.ts'

let shop: Toys

beforeAll(async () => {
  shop = await openToys()
})

afterAll(() => shop.close())

const POST = 'POST /api/v1/toys HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'

function expectRawProblem(answer: string, status: number, code: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  expect(head, answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(head.toLowerCase()).toContain('content-type: application/problem+json; charset=utf-8')
  expect(head.toLowerCase()).toContain('x-content-type-options: nosniff')
  expect(JSON.parse(body)).toMatchObject({ status, code })
}

test('bytes that are no HTTP get a problem and the end of the connection', async () => {
  for (const bytes of [
    'nonsense\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET /\u0000 HTTP/1.1\r\nhost: x\r\n\r\n',
    `${POST}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n`,
    `${POST}content-length: -1\r\n\r\n`,
    `${POST}content-length: 5\r\ncontent-length: 6\r\n\r\n`,
    `${POST}transfer-encoding: chunked\r\n\r\nxyz\r\n`,
    'GET / HTTP/1.1\r\nbad header\r\n\r\n',
    Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]),
  ]) {
    expectRawProblem(await shop.raw(bytes), 400, 'malformed_request')
  }
})

test('headers that are too large are refused as such', async () => {
  expectRawProblem(
    await shop.raw(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`),
    431,
    'headers_too_large',
  )
})

test('a request that takes too long is told so', async () => {
  const { server } = shop.app
  expect([server.headersTimeout, server.requestTimeout, server.keepAliveTimeout]).toEqual([
    10_000, 30_000, 72_000,
  ])
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const accepted = new Promise((resolve) => server.once('connection', resolve))
  const answer = new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (chunk) => (text += String(chunk)))
    socket.on('close', () => resolve(text))
  })
  const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
  server.emit('clientError', late, await accepted)
  expectRawProblem(await answer, 408, 'request_timeout')
})

test('bodies come in pieces, announced or with a question first', async () => {
  const chunked = `${POST}transfer-encoding: chunked\r\nconnection: close\r\n\r\n5\r\n{"nam\r\n7\r\ne":"a"}\r\n0\r\n\r\n`
  expect(await shop.raw(chunked)).toMatch(/^HTTP\/1\.1 201 /)
  const asking = `${POST}content-length: 12\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n{"name":"a"}`
  expect(await shop.raw(asking)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /)
  const empty = `${POST}transfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\n`
  expectRawProblem(await shop.raw(empty), 422, 'validation_failed')
})

test('a body without a type is refused with the way to mend it', async () => {
  const bare =
    'POST /api/v1/toys HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 12\r\n\r\n{"name":"a"}'
  const answer = await shop.raw(bare)
  expectRawProblem(answer, 415, 'unsupported_media_type')
  expect(answer).toContain('Content-Type: application/json')
})

test('an expectation that nobody can meet is a problem too', async () => {
  const answer = await shop.raw(
    `${POST}content-length: 12\r\nexpect: miracles\r\nconnection: close\r\n\r\n{"name":"a"}`,
  )
  expectRawProblem(answer, 417, 'expectation_failed')
})

test('a broken client beside it harms no healthy one, and the process lives on', async () => {
  const { port } = shop.app.server.address() as AddressInfo
  const rude = Array.from({ length: 50 }, (_, i) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(i % 2 ? `${POST}content-length: 100\r\n\r\n{"na` : 'GET /api/v1/toys/1 HT')
      socket.resetAndDestroy()
    })
    socket.on('error', () => {})
    return new Promise((resolve) => socket.on('close', resolve))
  })
  const healthy = await Promise.all(Array.from({ length: 50 }, () => fetch(`${shop.origin}/api/v1/toys/1`)))
  await Promise.all(rude)
  expect(healthy.every(({ status }) => status === 200)).toBe(true)
  expect((await fetch(`${shop.origin}/api/v1/toys/1`)).status).toBe(200)
})

test('requests one behind another on a connection are answered in their order', async () => {
  const get = (id: string, last = '') => `GET /api/v1/toys/${id} HTTP/1.1\r\nhost: x\r\n${last}\r\n`
  const answer = await shop.raw(get('a') + get('none') + get('b', 'connection: close\r\n'))
  expect([...answer.matchAll(/"(?:id|code)":"(\w+)"/g)].map(([, word]) => word)).toEqual([
    'a',
    'sold_out',
    'b',
  ])
})
