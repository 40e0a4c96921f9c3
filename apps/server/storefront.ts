/**
 * The shop's pages run in a process of their own, also when all services share one: beside eight page loads the API
 * fell from 21,206 to 39 requests a second in the same process. This starts it, keeps it running, and ends it.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, type Config } from './config.ts'

const FOLDER = join(import.meta.dirname, '..', 'storefront')
const READY_MS_MAX = 60_000
const STOP_MS_MAX = 12_000
const RESTART_FIRST_MS = 500
const RESTART_MAX_MS = 10_000
/** What the process says when it cannot have its port (apps/storefront/server.ts). */
const EXIT_PORT_TAKEN = 3
/** One that lasted so long did not fail at its start. */
const LASTED_MS = 30_000
/**
 * Left to itself the process grows to 600–800 MB under fresh pages, nearly all of it garbage that was not collected yet:
 * Node measures its heap by the machine. So it is told what it needs: 255 MB then, at three quarters of the pages a
 * second; pages that are kept do not notice.
 */
const SMALL_HEAP = ['--max-semi-space-size=8', '--max-old-space-size=192']
/** Of glibc: an arena a thread holds 40 MB that nobody uses. */
const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' }

export type Storefront = { readonly origin: string; stop(): Promise<void> }

export type StorefrontNeeds = {
  readonly config: Pick<Config, 'dataDir' | 'host' | 'demo' | 'shopUrl'>
  readonly port: number
  readonly gateway: string
  /** Opens the gateway's stream of changes. */
  readonly credential: string
  readonly env: NodeJS.ProcessEnv
  readonly warn: (what: object, line: string) => void
}

/** Rates for showing prices of the demo shop where its visitors are; a merchant sets their own. */
const DEMO_RATES =
  'USD/EUR:0.92,USD/GBP:0.79,USD/CHF:0.88,USD/AED:3.67,USD/CAD:1.39,USD/JPY:152,USD/AUD:1.53,USD/DKK:6.86,' +
  'USD/EGP:48.6,USD/MAD:9.9,USD/NOK:10.6,USD/PLN:3.92,USD/SAR:3.75,USD/SEK:10.4'

/** Answers when the pages are there. Throws a `ConfigError` where they cannot be shown. */
export async function startStorefront(needs: StorefrontNeeds): Promise<Storefront> {
  if (!existsSync(join(FOLDER, '.next', 'BUILD_ID')))
    throw new ConfigError(
      'The pages of the shop are not built.',
      'npm start builds them; npm start -- --no-shop does without.',
    )
  let stopping = false
  let wait = RESTART_FIRST_MS
  let timer: NodeJS.Timeout | undefined
  let child = open(needs)

  function watch(): void {
    const since = performance.now()
    child.once('exit', (code, signal) => {
      if (stopping) return
      needs.warn({ code, signal }, 'the process of the shop’s pages ended by itself and is started again')
      wait = performance.now() - since > LASTED_MS ? RESTART_FIRST_MS : Math.min(wait * 2, RESTART_MAX_MS)
      timer = setTimeout(() => {
        child = open(needs)
        watch()
      }, wait)
    })
  }

  await readiness(child, needs)
  watch()
  return {
    origin: `http://localhost:${needs.port}`,
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await end(child)
    },
  }
}

function open({ config, port, gateway, credential, env }: StorefrontNeeds): ChildProcess {
  const folder = join(config.dataDir, 'log')
  mkdirSync(folder, { recursive: true })
  const log = openSync(join(folder, 'shop.log'), 'a')
  const child = spawn(process.execPath, [...SMALL_HEAP, 'server.ts'], {
    // Next finds what its settings import from the folder that it runs in.
    cwd: FOLDER,
    // What opens databases and moves money stays out of the process that shows pages.
    env: {
      PATH: env['PATH'],
      NODE_ENV: 'production',
      ...FEW_ARENAS,
      NEXT_TELEMETRY_DISABLED: '1',
      HOST: config.host,
      RIALTO_SHOP_PORT: String(port),
      RIALTO_SHOP_URL: config.shopUrl,
      RIALTO_GATEWAY: gateway,
      RIALTO_SHOP_CREDENTIAL: credential,
      RIALTO_TRUSTED_PROXIES: env['RIALTO_TRUSTED_PROXIES'] ?? '',
      RIALTO_DISPLAY_RATES: env['RIALTO_DISPLAY_RATES'] ?? (config.demo ? DEMO_RATES : ''),
    },
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  return child
}

function readiness(child: ChildProcess, { port, config }: StorefrontNeeds): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) =>
      reject(
        new ConfigError(
          `The shop’s pages did not come up on port ${port}: ${what}.`,
          `${join(config.dataDir, 'log', 'shop.log')} says why.`,
        ),
      )
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail(`no answer for ${READY_MS_MAX / 1000} s`)
    }, READY_MS_MAX)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => {
      clearTimeout(timer)
      if (code === EXIT_PORT_TAKEN) reject(portTaken(port))
      else fail(`its process ended with ${code}`)
    })
    child.once('message', () => {
      clearTimeout(timer)
      child.removeAllListeners('exit')
      resolve()
    })
  })
}

function portTaken(port: number): ConfigError {
  return new ConfigError(
    `Port ${port}, for the shop’s pages, is taken by another program.`,
    `Stop it (lsof -i :${port} names it), or take another port: RIALTO_SHOP_PORT=${port + 100} npm start`,
  )
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
