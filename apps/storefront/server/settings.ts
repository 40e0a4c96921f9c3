/** What the shop's process may be told, from the environment. */
import { readRates, type DisplayRates } from '../region/rates.ts'

export type Settings = {
  readonly host: string
  readonly port: number
  /** Where the gateway is: every question of a page goes there. */
  readonly gateway: string
  /** What browsers call this shop: `https://shop.example`. Links in pages for search engines begin with it. */
  readonly publicUrl: string
  /** Opens the gateway's stream of changes; without one no page is kept. */
  readonly credential: string | undefined
  /** What a price is about in the currency of the shopper's region. */
  readonly displayRates: DisplayRates
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  /** Reads the source and compiles as it goes, for those who work on the pages. */
  readonly isDevelopment: boolean
  /** Whether this is a shop to try: the admin says so, and the platform beside it is told the same. */
  readonly isDemo: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

const PORT_DEFAULT = 3001

/** Throws an `Error` that names the setting and what it should be. */
export function readSettings(env: Environment): Settings {
  const port = portOf(env['RIALTO_SHOP_PORT'])
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port,
    gateway: originOf('RIALTO_GATEWAY', env['RIALTO_GATEWAY'] ?? 'http://localhost:8000'),
    publicUrl: originOf('RIALTO_SHOP_URL', env['RIALTO_SHOP_URL'] ?? `http://localhost:${port}`),
    credential: env['RIALTO_SHOP_CREDENTIAL'],
    trustedProxies: (env['RIALTO_TRUSTED_PROXIES'] ?? '').split(',').flatMap((entry) => entry.trim() || []),
    displayRates: readRates(env['RIALTO_DISPLAY_RATES']),
    isDevelopment: env['NODE_ENV'] === 'development',
    isDemo: (env['RIALTO_PROFILE'] ?? 'demo') === 'demo',
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return PORT_DEFAULT
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new Error(`RIALTO_SHOP_PORT is “${text}”. Give a number from 1 to 65535.`)
}

function originOf(name: string, text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin
  throw new Error(`${name} is “${text}”. Give an address such as https://shop.example.`)
}
