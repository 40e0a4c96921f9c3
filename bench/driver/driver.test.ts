import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readAnswer } from './connection.ts'
import type { Job, Pace, Work } from './job.ts'
import { runJob } from './load.ts'

const CLOSED: Pace = { kind: 'closed', clients: 4 }
const PAGES: Work = { kind: 'get', paths: ['/a', '/b'] }

async function against(listener: RequestListener, job: (port: number) => Partial<Job>) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const base: Job = { host: '127.0.0.1', port, pace: CLOSED, warmupMs: 50, measureMs: 150, work: PAGES }
    return await runJob({ ...base, ...job(port) }, () => {})
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('every answer is counted by its status, and only good ones are timed', async () => {
  let asked = 0
  const result = await against(
    (_request, response) => {
      asked += 1
      response.statusCode = asked % 3 === 0 ? 503 : 200
      response.end(response.statusCode === 503 ? 'busy' : 'x'.repeat(5000))
    },
    () => ({}),
  )
  expect(result.good).toBeGreaterThan(0)
  expect(result.good).toBe(result.statuses['200'])
  expect(result.statuses['503']).toBeGreaterThan(0)
  expect(result.complaints[0]).toBe('503 busy')
  expect(result.p50Ms).toBeGreaterThan(0)
})

test('each order has its own key and two different products, and every acknowledged one is written down', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-driver-'))
  const acknowledgedFile = join(folder, 'acknowledged')
  const keys: string[] = []
  const lines: string[][] = []
  const result = await against(
    (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        keys.push(String(request.headers['idempotency-key']))
        const { items } = JSON.parse(Buffer.concat(chunks).toString()) as { items: { productId: string }[] }
        lines.push(items.map(({ productId }) => productId))
        response.statusCode = keys.length % 5 === 0 ? 202 : 201
        const status = response.statusCode === 201 ? 'confirmed' : 'pending'
        response.end(JSON.stringify({ id: `ord_${keys.length}`, number: '1', status, items: [] }))
      })
    },
    () => ({
      acknowledgedFile,
      work: { kind: 'orders', tokens: ['t'], products: ['p1', 'p2', 'p3'], hot: 'p1', keyPrefix: 'k' },
    }),
  )
  const written = readFileSync(acknowledgedFile, 'utf8').trim().split('\n')
  rmSync(folder, { recursive: true })
  expect(new Set(keys).size).toBe(keys.length)
  expect(lines.every(([first, second]) => first === 'p1' && second !== 'p1')).toBe(true)
  expect(written).toHaveLength(keys.length)
  expect(written.filter((line) => line.split('\t')[1] === 'confirmed')).toHaveLength(result.goodEver)
})

test('an open loop keeps its rate and counts the waiting that a slow answer causes', async () => {
  const result = await against(
    (_request, response) => void setTimeout(() => response.end('{}'), 20),
    () => ({ pace: { kind: 'open', perSecond: 200, connections: 1 }, measureMs: 300 }),
  )
  expect(result.p99Ms).toBeGreaterThan(100)
})

test('a connection that the server closes is opened again', async () => {
  const result = await against(
    (_request, response) => {
      response.setHeader('connection', 'close')
      response.end('once')
    },
    () => ({ pace: { kind: 'closed', clients: 1 } }),
  )
  expect(result.good).toBeGreaterThan(3)
  expect(result.statuses['lost']).toBeUndefined()
})

test('an answer is whole only when its length says so', () => {
  const whole = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'
  for (let cut = 0; cut < whole.length; cut += 1)
    expect(readAnswer(Buffer.from(whole.slice(0, cut)))).toBeUndefined()
  expect(readAnswer(Buffer.from(whole))).toMatchObject({ status: 200, closes: false })
  expect(() => readAnswer(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))).toThrow('length')
})
