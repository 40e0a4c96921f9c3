/** The platform under test: one of our own, started as `npm start` starts it, or one that runs already. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { postmasterOf } from './meters/postmaster.ts'
import type { Options } from './options.ts'

const SERVER = fileURLToPath(new URL('../apps/server/main.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** As tools/launcher/start.mjs starts it. */
const SMALLER_NURSERY = '--max-semi-space-size=16'
const READY_MS_MAX = 120_000
const STOP_MS_MAX = 30_000

export type PlatformUnderTest = {
  readonly url: string
  /** Of the pages, where there are any. */
  readonly shop?: string | undefined
  readonly host: string
  readonly port: number
  readonly prefix: string
  readonly pid: number | undefined
  readonly adminUrl: string | undefined
  readonly postmasterPid: number | undefined
  readonly postgresVersion: string
  stop(): Promise<void>
}

type Known = Pick<Options, 'prefix' | 'pid' | 'adminUrl'>

/** Starts one on `data`, or attaches to the one that the options name. */
export async function openPlatform(
  options: Known & Pick<Options, 'url' | 'profile'>,
  data: string,
  report: (line: string) => void,
): Promise<PlatformUnderTest> {
  if (options.url !== undefined) return attach(options.url, options)
  mkdirSync(data, { recursive: true })
  const { child, ready } = await start(data, options.profile, report)
  const known = { prefix: options.prefix, pid: ready.pid, adminUrl: ready.adminUrl }
  const { gateway, shop } = ready.origins
  return { ...(await describe(gateway, known)), shop, stop: () => end(child) }
}

async function attach(url: string, { prefix, pid, adminUrl }: Known): Promise<PlatformUnderTest> {
  return { ...(await describe(url, { prefix, pid, adminUrl })), stop: async () => {} }
}

async function describe(url: string, known: Known): Promise<Omit<PlatformUnderTest, 'stop'>> {
  // By number, so that no look-up of a name stands between the driver and the platform.
  const { hostname, port, origin } = new URL(url.replace('localhost', '127.0.0.1'))
  const postmaster = known.adminUrl === undefined ? undefined : await postmasterOf(known.adminUrl)
  return {
    url: origin,
    host: hostname,
    port: Number(port),
    ...known,
    postmasterPid: postmaster?.pid,
    postgresVersion: postmaster?.version ?? 'not known here',
  }
}

type Ready = {
  readonly type: 'ready'
  readonly origins: { readonly gateway: string; readonly shop?: string }
  readonly adminUrl: string
  readonly pid: number
}
type Told =
  | Ready
  | { readonly type: 'failed'; readonly cause: string; readonly remedy: string }
  | { readonly type: 'step' }

async function start(data: string, profile: string | undefined, report: (line: string) => void) {
  const since = performance.now()
  const child = fork(SERVER, ['--data', data, '--port', '0'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, RIALTO_MAIL_PORT: '0' },
    execArgv: [
      SMALLER_NURSERY,
      ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`]),
    ],
  })
  const { promise, resolve: told, reject } = Promise.withResolvers<Ready>()
  const late = setTimeout(
    () => reject(new Error(`the platform was not ready within ${READY_MS_MAX / 1000} s`)),
    READY_MS_MAX,
  )
  child.on('message', (message: Told) => {
    if (message.type === 'failed') reject(new Error(`${message.cause} ${message.remedy}`))
    if (message.type === 'ready') told(message)
  })
  child.once('exit', (code) => reject(new Error(`the platform ended with ${code} before it was ready`)))
  try {
    const ready = await promise
    report(
      `the platform is ready after ${((performance.now() - since) / 1000).toFixed(1)} s, at ${ready.origins.gateway}`,
    )
    return { child, ready }
  } catch (error) {
    await end(child)
    throw error
  } finally {
    clearTimeout(late)
  }
}

/** Asked to end, it finishes what it does; one that does not is killed. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
  await exited
  clearTimeout(late)
}
