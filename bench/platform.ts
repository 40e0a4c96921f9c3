/** The platform under test: one of our own, started as `npm start` starts it, or one that runs already. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '@rialto/adapter-postgres/embedded'
import { postmasterOf } from './meters/postmaster.ts'
import type { Options } from './options.ts'

const SERVER = fileURLToPath(new URL('../apps/server/main.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const READY_MS_MAX = 120_000
const STOP_MS_MAX = 30_000

export type PlatformUnderTest = {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly prefix: string
  readonly pid: number | undefined
  readonly adminUrl: string | undefined
  readonly postmasterPid: number | undefined
  readonly postgresVersion: string
  stop(): Promise<void>
}

/** Starts one on `data`, or attaches to the one that the options name. */
export async function openPlatform(
  options: Options,
  data: string,
  report: (line: string) => void,
): Promise<PlatformUnderTest> {
  if (options.url !== undefined) return attach(options.url, options)
  mkdirSync(data, { recursive: true })
  const { child, url } = await start(data, options.profile, report)
  // Joins the server that the platform has just started, to learn its address; leaving it does not stop it.
  const database = await startEmbeddedPostgres({ dataDir: join(data, 'postgres') })
  const platform = await describe(url, { prefix: options.prefix, pid: child.pid, adminUrl: database.url })
  return {
    ...platform,
    async stop() {
      await end(child)
      await database.stop()
    },
  }
}

async function attach(url: string, { prefix, pid, adminUrl }: Options): Promise<PlatformUnderTest> {
  return { ...(await describe(url, { prefix, pid, adminUrl })), stop: async () => {} }
}

async function describe(
  url: string,
  known: { readonly prefix: string; readonly pid: number | undefined; readonly adminUrl: string | undefined },
): Promise<Omit<PlatformUnderTest, 'stop'>> {
  const { hostname, port, origin } = new URL(url)
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

type Told =
  | { readonly type: 'ready'; readonly lines: readonly string[] }
  | { readonly type: 'failed'; readonly cause: string; readonly remedy: string }
  | { readonly type: 'step' }

async function start(data: string, profile: string | undefined, report: (line: string) => void) {
  const since = performance.now()
  const child = fork(SERVER, ['--data', data, '--port', '0'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, RIALTO_MAIL_PORT: '0' },
    execArgv: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`],
  })
  const { promise, resolve: ready, reject } = Promise.withResolvers<string>()
  const late = setTimeout(
    () => reject(new Error(`the platform was not ready within ${READY_MS_MAX / 1000} s`)),
    READY_MS_MAX,
  )
  child.on('message', (told: Told) => {
    if (told.type === 'failed') reject(new Error(`${told.cause} ${told.remedy}`))
    if (told.type === 'ready') ready(addressIn(told.lines))
  })
  child.once('exit', (code) => reject(new Error(`the platform ended with ${code} before it was ready`)))
  try {
    const url = await promise
    report(`the platform is ready after ${((performance.now() - since) / 1000).toFixed(1)} s, at ${url}`)
    return { child, url }
  } catch (error) {
    await end(child)
    throw error
  } finally {
    clearTimeout(late)
  }
}

/** The first address that it prints is that of the shop and its API. */
function addressIn(lines: readonly string[]): string {
  const address = /http:\/\/[\w.]+:\d+/.exec(lines.join('\n'))?.[0]
  if (address === undefined) throw new Error(`the platform did not say where it is: ${lines.join(' ')}`)
  return address.replace('localhost', '127.0.0.1')
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
