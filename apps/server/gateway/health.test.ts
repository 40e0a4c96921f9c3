import { connect, createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DOCUMENTED_PORTS, openSeedPorts, servicesAt } from '../seed-ports.ts'
import { openTown, type Town } from './gateway.fixture.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const gone = () => Promise.reject(new Error('gone'))

function withLooks(looks: Readonly<Record<string, () => Promise<void>>>) {
  return { ...town.platform, looks: new Map([...town.platform.looks, ...Object.entries(looks)]) }
}

test('the documents’ spellings of health are answered, for the whole and for one service', async () => {
  const door = await town.open({ platform: withLooks({ order: async () => {}, tax: gone }) })
  for (const path of ['/health', '/health/', '/api/health', '/api/v1/health/']) {
    const { status, body } = await door.send('GET', path)
    expect([status, body['status']], path).toEqual([200, 'degraded'])
  }
  for (const path of ['/api/health/live', '/api/v1/health/ready', '/health/ready/'])
    await expect.poll(async () => (await door.send('GET', path)).status).toBe(200)
  for (const path of ['/api/v1/orders/health', '/api/orders/health/', '/orders/health']) {
    const { status, body } = await door.send('GET', path)
    expect([status, body['status'], Object.keys(body['services'] as object)], path).toEqual([
      200,
      'ok',
      ['order'],
    ])
  }
  const down = await door.send('GET', '/api/v1/tax/health')
  expect([down.status, down.body['status']]).toEqual([503, 'down'])
  expect((await door.send('GET', '/api/v1/search/health')).status).toBe(404)
  expect((await door.send('POST', '/api/v1/orders/health', { body: {} })).status).toBe(405)
})

test('a documented port tells the health of its own services, and is down with one of them', async () => {
  const door = await town.open({
    platform: withLooks({ order: async () => {}, payment: gone, tax: gone }),
    servicesAt,
  })
  const seeds = await openSeedPorts(door.app, '127.0.0.1', 8000, () => 0)
  try {
    expect(seeds.missing).toEqual([])
    expect(seeds.ports.size).toBe(DOCUMENTED_PORTS.length - 1)
    const at = async (port: number) => {
      const response = await fetch(`http://127.0.0.1:${seeds.ports.get(port)}/health/`)
      const { services } = (await response.json()) as { services: object }
      return [response.status, Object.keys(services)]
    }
    expect(await at(8003)).toEqual([200, ['order']])
    expect(await at(8084)).toEqual([200, ['identity']])
    expect(await at(8012)).toEqual([503, ['tax']])
    expect(await at(8001)).toEqual([503, ['identity', 'payment']])
    // Nobody's own port: the gateway speaks.
    expect((await at(5000))[0]).toBe(200)
    expect((await at(5000))[1]).toContain('payment')
    const other = await fetch(`http://127.0.0.1:${seeds.ports.get(5003)}/stall`)
    expect(other.status).toBe(200)
    expect(await brokenAt(seeds.ports.get(8081) ?? 0)).toContain('"code":"malformed_request"')
  } finally {
    await seeds.close()
  }
})

test('a documented port that somebody else has is left out, and said', async () => {
  const door = await town.open()
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  const seeds = await openSeedPorts(door.app, '127.0.0.1', 8000, (documented) =>
    documented === 5001 ? port : 0,
  )
  await seeds.close()
  await new Promise((resolve) => taken.close(resolve))
  expect(seeds.missing).toEqual(['5001 (taken)'])
})

function brokenAt(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nno colon\r\n\r\n'))
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}
