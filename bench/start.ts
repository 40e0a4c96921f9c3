/**
 * How long a person waits: from a fresh clone to a shop, from the second start to a shop, and from a kill of
 * everything, database included, to the first checkout.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figures } from './cases/orders.ts'
import { freePort } from './free-port.ts'
import { childrenOf } from './meters/processes.ts'
import type { Options } from './options.ts'
import { openPlatform, type PlatformUnderTest } from './platform.ts'
import { asker } from './shop.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const READY_MS_MAX = 5 * 60_000
const CHECKOUT_MS_MAX = 60_000
const LOOK_EVERY_MS = 10
const SAID_CHARS_MAX = 2_000
const ADDRESS = { street: '1 Main Street', city: 'Springfield', zipCode: '12345', country: 'US' }

/** `folder` is for the clone and the data; the caller removes it. */
export async function measureStarts(
  options: Options,
  folder: string,
  report: (line: string) => void,
): Promise<Figures> {
  const clone = join(folder, 'clone')
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${ROOT}`, clone])
  const firstStart = await startClone(clone)
  report(`first start of a fresh clone: ${firstStart.toFixed(1)} s`)
  const secondStart = await startClone(clone)
  report(`second start: ${secondStart.toFixed(1)} s`)
  const { start, afterKill } = await killAndStart(options, join(folder, 'killed'), report)
  report(
    `start to the first checkout: ${start.toFixed(1)} s; after kill -9 of everything: ${afterKill.toFixed(1)} s`,
  )
  return {
    firstStart,
    secondStart,
    startToCheckout: start,
    killToCheckout: afterKill,
    // Faster than a start is no merit of the kill.
    killBeyondStart: Math.max(0, afterKill - start),
  }
}

/** As a person does it, with npm; seconds until the shop answers. */
async function startClone(clone: string): Promise<number> {
  const port = await freePort()
  const since = performance.now()
  const child = spawn('npm', ['start', '--', '--port', String(port)], {
    cwd: clone,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, RIALTO_MAIL_PORT: '0', RIALTO_SHOP_PORT: String(await freePort()) },
    // A group of its own, so that all of it can be told to stop.
    detached: true,
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-SAID_CHARS_MAX)))
  try {
    await untilGood(
      () => fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok),
      READY_MS_MAX,
      () => child.exitCode !== null && `npm start ended with ${child.exitCode}: ${said}`,
    )
    return (performance.now() - since) / 1000
  } finally {
    await stopGroup(child)
  }
}

async function killAndStart(options: Options, data: string, report: (line: string) => void) {
  const own = { ...options, url: undefined, profile: undefined }
  mkdirSync(data, { recursive: true })
  await (await openPlatform(own, data, report)).stop()

  const cold = performance.now()
  const platform = await openPlatform(own, data, report)
  await firstCheckout(platform)
  const start = (performance.now() - cold) / 1000

  killEverything(platform)
  const killed = performance.now()
  const again = await openPlatform(own, data, report)
  await firstCheckout(again)
  const afterKill = (performance.now() - killed) / 1000
  await again.stop()
  return { start, afterKill }
}

/** A guest orders the first product there is. */
async function firstCheckout({ url }: PlatformUnderTest): Promise<void> {
  const ask = asker(url)
  await untilGood(async () => {
    const { items } = await ask<{ items: { id: string }[] }>('GET', '/products?limit=1&inStock=true')
    const placed = await ask<{ status: string }>('POST', '/orders', {
      email: 'first@example.com',
      items: [{ productId: items[0]?.id, quantity: 1 }],
      shippingAddress: ADDRESS,
      payment: { method: 'card', token: 'tok_visa' },
    })
    return placed.status === 'confirmed'
  }, CHECKOUT_MS_MAX)
}

/** As the power failing would: the platform, PostgreSQL, and each of its workers, by number. */
function killEverything({ pid, postmasterPid }: PlatformUnderTest): void {
  const workers = postmasterPid === undefined ? [] : childrenOf(postmasterPid)
  for (const each of [pid, postmasterPid, ...workers]) {
    if (each !== undefined) process.kill(each, 'SIGKILL')
  }
}

async function untilGood(
  isGood: () => Promise<boolean>,
  withinMs: number,
  hopeless?: () => string | false,
): Promise<void> {
  const givenUpAt = performance.now() + withinMs
  for (;;) {
    if (await isGood().catch(() => false)) return
    const reason = hopeless?.()
    if (reason) throw new Error(reason)
    if (performance.now() > givenUpAt)
      throw new Error(`nothing good was answered within ${withinMs / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const exited = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  await exited
}
