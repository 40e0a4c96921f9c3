/**
 * A start that is called off ends cleanly, whatever it was about: nothing of it runs on, its exit code says why,
 * and the next start begins where it was.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wipeEmbeddedPostgres } from '@rialto/adapter-postgres/embedded'
import { findRunning } from '@rialto/server/running'
import { afterAll, beforeAll, expect, test } from 'vitest'

const MAIN = new URL('../../apps/server/main.ts', import.meta.url).pathname
const LAUNCHER = new URL('../../tools/launcher/start.mjs', import.meta.url).pathname
/** In so many batches that there is a between. */
const PRODUCTS = 2_500

let dataDir: string
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rialto-interrupt-'))
  // As root, the database runs as another user, who must be able to enter.
  await chmod(dataDir, 0o755)
  env = {
    PATH: process.env['PATH'],
    RIALTO_DATA: dataDir,
    RIALTO_DEMO: String(PRODUCTS),
    RIALTO_MAIL_PORT: '0',
    PORT: '0',
    LOG_LEVEL: 'warn',
  }
})
afterAll(async () => {
  await wipeEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
  await rm(dataDir, { recursive: true, force: true })
})

/** The process of the database, where there is one. */
function database(): number | undefined {
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return existsSync(`/proc/${pid}`) ? pid : undefined
}

type Message = { readonly type: string; readonly name?: string; readonly origins?: { gateway: string } }

function start(): ChildProcess {
  return fork(MAIN, [], { env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
}

/** Waits for this word of the server, and fails with the words that come before its end. */
async function hear(child: ChildProcess, is: (message: Message) => boolean): Promise<Message> {
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString('utf8')))
  return new Promise((resolve, reject) => {
    child.on('message', (message: Message) => is(message) && resolve(message))
    child.once('exit', (code) => reject(new Error(`ended with ${code} before that: ${words}`)))
  })
}

test('a start that is called off at any of its steps leaves nothing running, and the next one begins where it was', async () => {
  const calledOff = [
    ['database', 'SIGTERM', 0],
    ['database', 'SIGINT', 130],
    ['schema', 'SIGTERM', 0],
    ['demo', 'SIGINT', 130],
    ['services', 'SIGTERM', 0],
  ] as const
  for (const [step, signal, expected] of calledOff) {
    const child = start()
    await hear(child, ({ type, name }) => type === 'step' && name === step)
    child.kill(signal)
    const [code] = (await once(child, 'exit')) as [number | null]
    expect([step, code]).toEqual([step, expected])
    expect(database(), step).toBeUndefined()
    expect(findRunning(dataDir), step).toEqual([])
  }

  const launcher = spawn(process.execPath, [LAUNCHER, '--no-shop'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  for await (const chunk of launcher.stderr) if (String(chunk).includes('] schema')) break
  const ended = once(launcher, 'exit')
  launcher.kill('SIGINT')
  expect((await ended)[0]).toBe(130)
  expect(database()).toBeUndefined()

  const child = start()
  const { origins } = await hear(child, ({ type }) => type === 'ready')
  const list = await fetch(`${origins?.gateway}/api/v1/products?limit=1`)
  expect(((await list.json()) as { total: number }).total).toBe(PRODUCTS)
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
  expect(database()).toBeUndefined()
}, 300_000)
