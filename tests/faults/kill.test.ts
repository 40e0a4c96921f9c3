/**
 * kill -9 of everything under load, the database included, then a start: what was acknowledged is there,
 * once, and the program that judges from outside finds every promise kept.
 */
import { execFile, fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const BUYERS = 16
const LOAD_MS = 2_000
const ROUNDS = 2
const MAIN = new URL('../../apps/server/main.ts', import.meta.url).pathname
const VERIFY = new URL('../verify/main.ts', import.meta.url).pathname

type Ready = {
  readonly origins: { readonly gateway: string }
  readonly adminUrl: string
  readonly pid: number
}
type Started = { readonly child: ChildProcess; readonly ready: Ready }

let dataDir: string
let running: Started | undefined
const acknowledged: string[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rialto-kill-'))
  // As root, the database runs as another user, who must be able to enter.
  await chmod(dataDir, 0o755)
})
afterAll(async () => {
  if (running) {
    const gone = new Promise((resolve) => running?.child.once('exit', resolve))
    running.child.kill('SIGTERM')
    await gone
  }
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<Started> {
  const child = fork(MAIN, ['--data', dataDir, '--port', '0'], {
    env: { PATH: process.env['PATH'], RIALTO_MAIL_PORT: '0', LOG_LEVEL: 'warn' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.on('message', (message: { type: string; cause?: string }) => {
      if (message.type === 'ready') resolve(message as unknown as Ready)
      if (message.type === 'failed') reject(new Error(message.cause))
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)))
  })
  return { child, ready }
}

/** The server and every process of its database, so that nobody can finish anything. */
async function killEverything({ child }: Started): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const postmaster = Number(
    (await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0],
  )
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(postmaster)])
  for (const pid of [child.pid, postmaster, ...stdout.split('\n').map(Number)]) {
    if (!pid) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself between the look and the kill.
    }
  }
  await gone
}

async function post(origin: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  // A test reads answers as a client does.
  // oxlint-disable-next-line typescript/no-explicit-any
  return { status: response.status, body: (await response.json()) as any }
}

/** Buys until the platform is gone; whatever was answered 201 counts as acknowledged. */
async function buyUntilGone(origin: string, token: string): Promise<void> {
  for (;;) {
    try {
      const { status, body } = await post(
        origin,
        '/api/v1/orders',
        {
          items: [{ productId: 'prod-mouse-001', quantity: 1 }],
          shippingAddress: { street: '1 Canal Street', city: 'Venice', zipCode: '30125', country: 'IT' },
          payment: { method: 'card', token: 'tok_visa' },
        },
        { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
      )
      if (status === 201 && body.status === 'confirmed') acknowledged.push(body.id)
    } catch {
      return
    }
  }
}

test('what was acknowledged before a kill -9 of everything is there afterwards, once, and the books add up', async () => {
  running = await start()
  const admin = await post(running.ready.origins.gateway, '/api/v1/auth/login', {
    email: 'admin@ecommerce.local',
    password: 'admin123',
  })
  const stocked = await post(
    running.ready.origins.gateway,
    '/api/v1/inventory/MOUSE-001/adjust',
    { delta: 100_000, reason: 'for the load' },
    { authorization: `Bearer ${admin.body.accessToken}` },
  )
  expect(stocked.status).toBe(200)

  for (let round = 0; round < ROUNDS; round += 1) {
    const { ready } = running
    const { body } = await post(ready.origins.gateway, '/api/v1/auth/login', {
      username: 'alice',
      password: 'password123',
    })
    const buyers = Array.from({ length: BUYERS }, () => buyUntilGone(ready.origins.gateway, body.accessToken))
    await new Promise((resolve) => setTimeout(resolve, LOAD_MS))
    await killEverything(running)
    running = undefined
    await Promise.all(buyers)
    running = await start()
  }
  expect(acknowledged.length).toBeGreaterThan(100)

  const list = join(dataDir, 'acknowledged.txt')
  await writeFile(list, `${acknowledged.join('\n')}\n`)
  const { adminUrl, origins } = running.ready
  const verdict = await promisify(execFile)(
    process.execPath,
    [VERIFY, '--admin-url', adminUrl, '--url', origins.gateway, '--acknowledged', list, '--quiet-for', '8'],
    { maxBuffer: 1024 * 1024 },
  ).catch((error: { stdout: string; stderr: string }) => error)
  expect(verdict.stdout).toContain('Every invariant that was judged holds.')
}, 180_000)
