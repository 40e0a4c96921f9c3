/** A whole platform with its pages, and a real browser to look at them. */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemPorts } from '@rialto/kernel/ports/system'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { Rialto } from '@rialto/client'
import { readConfig } from '@rialto/server/config'
import { shopCredential } from '@rialto/server/secret'
import { startServer } from '@rialto/server/server'
import { startStorefront } from '@rialto/server/storefront'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { freePort } from './port.fixture.ts'

/** Kept after the run, to be looked at. */
const PICTURES = join(import.meta.dirname, '..', '..', 'coverage', 'pictures')
const ACTION_MS_MAX = 15_000

export const PHONE = { width: 390, height: 844 } as const
const DESKTOP = { width: 1440, height: 1000 } as const

type Visit = {
  readonly page: Page
  /** What the browser complained of: scripts refused or failed, requests to others. Must stay empty. */
  readonly complaints: string[]
}

export type BrowserShop = {
  /** Of the pages. */
  readonly origin: string
  readonly gateway: string
  readonly mail: string
  /** The API as an administrator uses it. */
  readonly admin: Rialto
  /** The API as anybody uses it. */
  readonly anybody: Rialto
  /** A person of their own: no cookies of anybody else. */
  visit(options?: BrowserContextOptions): Promise<Visit>
  /** Keeps what a page looks like as build output. */
  picture(page: Page, name: string): Promise<void>
  close(): Promise<void>
}

/** What stands between the pages and the gateway, where something does: told where the gateway is, tells where itself. */
type Between = (gateway: string) => Promise<string>

export async function openBrowserShop(between?: Between): Promise<BrowserShop> {
  const prefix = `b${randomBytes(5).toString('hex')}`
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-browser-'))
  const shopPort = await freePort()
  const origin = `http://localhost:${shopPort}`
  const env = {
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_SECRET: randomBytes(32).toString('hex'),
    RIALTO_MAIL_PORT: '0',
    RIALTO_DATA: dataDir,
    RIALTO_SHOP_URL: origin,
    ...(between ? {} : { RIALTO_SHOP_PORT: String(shopPort) }),
    PORT: '0',
    LOG_LEVEL: 'warn',
  }
  const config = readConfig([], env)
  const server = await startServer(config, systemPorts, () => {}, { checkOutput: true })
  const { gateway = '', mail = '' } = server.doors.origins
  const pages =
    between &&
    (await startStorefront({
      config,
      port: shopPort,
      gateway: await between(gateway),
      credential: shopCredential(env.RIALTO_SECRET),
      env: process.env,
      warn: () => {},
    }))
  const browser = await launch()
  const admin = new Rialto({ origin: gateway })
  await admin.signIn({ identifier: 'admin@ecommerce.local', password: 'admin123' })
  mkdirSync(PICTURES, { recursive: true })

  return {
    origin,
    gateway,
    mail,
    admin,
    anybody: new Rialto({ origin: gateway }),
    visit: async (options = {}) => {
      const context = await browser.newContext({ baseURL: origin, viewport: DESKTOP, ...options })
      context.setDefaultTimeout(ACTION_MS_MAX)
      const page = await context.newPage()
      return { page, complaints: listenTo(page, origin) }
    },
    picture: async (page, name) => {
      await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true, animations: 'disabled' })
    },
    close: async () => {
      await browser.close()
      await pages?.stop()
      await server.stop()
      await unprovision(testDatabaseUrl(), prefix)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function launch(): Promise<Browser> {
  const executablePath = process.env['RIALTO_CHROMIUM']
  expect(executablePath, 'npm test names a browser').toBeTruthy()
  return chromium.launch({
    executablePath: executablePath ?? '',
    // In a container its sandbox has no place; everything that it loads is ours.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
}

function listenTo(page: Page, origin: string): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => {
    // A page that is left for one of another kind has no transition to show, and says so as an error.
    if (!/transition was (aborted|skipped)/i.test(String(error))) complaints.push(String(error))
  })
  page.on('request', (request) => {
    const url = request.url()
    if (/^https?:/.test(url) && !url.startsWith(origin)) complaints.push(`asks another host: ${url}`)
  })
  return complaints
}

/** Browsers write every answer of 400 and more to their console; what the page makes of it is tested by itself. */
function isRefusal(text: string): boolean {
  return text.startsWith('Failed to load resource: the server responded with a status of')
}
