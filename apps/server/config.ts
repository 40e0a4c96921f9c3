/** Everything that a person may set, read once: flags first, then the environment, then what suits a laptop. */
import { parseArgs } from 'node:util'

export type Profile = 'demo' | 'production'

export type Config = {
  readonly profile: Profile
  readonly host: string
  readonly port: number
  readonly mailPort: number
  /** Where the shop’s pages are shown, in a process of their own; absent, there are none. */
  readonly shopPort: number | undefined
  /** What browsers call the shop: links in mails begin with it. */
  readonly shopUrl: string
  readonly dataDir: string
  readonly reset: boolean
  readonly demo: boolean
  /**
   * `small`: the documented twelve products. `full`: two hundred, with pictures, and orders in every state.
   * A number: so many products, without pictures, for load tests.
   */
  readonly demoShop: 'small' | 'full' | number
  readonly seedPorts: boolean
  /** A PostgreSQL of one's own, with the right to create databases; absent, one is brought along. */
  readonly databaseUrl: string | undefined
  readonly databasePrefix: string
  /** What keys and passwords are derived from. Absent, one is made and kept in the data folder. */
  readonly secret: string | undefined
  /** The services that live in this process; absent, all of them and the gateway. */
  readonly services: readonly string[] | undefined
  /** Where a process with only some of the services is asked by the others. */
  readonly internalPort: number
  /** Where the others are, by name. */
  readonly origins: ReadonlyMap<string, string>
  readonly smtpUrl: string | undefined
  readonly payments: Payments
  readonly logLevel: string
  /** Whether requests from this machine are exempt from rate limits. */
  readonly trustLoopback: boolean
  readonly corsOrigins: readonly string[]
  readonly trustedProxies: readonly string[]
  /** Whether clients reach us over TLS alone, so that browsers may be told never to try without. */
  readonly isBehindTls: boolean
  readonly metricsToken: string | undefined
}

/** Who moves the money: the sandbox, which moves none, or Stripe. */
export type Payments =
  | { readonly provider: 'sandbox' }
  | {
      readonly provider: 'stripe'
      readonly secretKey: string
      readonly webhookSecret: string
      /** Another address than Stripe’s own, for tests. */
      readonly apiUrl: string | undefined
    }

export class ConfigError extends Error {
  readonly remedy: string
  constructor(message: string, remedy: string) {
    super(message)
    this.remedy = remedy
  }
}

const PORT_DEFAULT = 8000
const MAIL_PORT_DEFAULT = 8025
const SECRET_LENGTH_MIN = 32
/** The documented ones are always there. */
const DEMO_PRODUCTS_MIN = 12

/** Whether this process is where clients come in. */
export function hasGateway({ services }: Pick<Config, 'services'>): boolean {
  return services === undefined || services.includes('gateway')
}

type Environment = Readonly<Record<string, string | undefined>>

/** Throws a `ConfigError` that says what is wrong and how to mend it. */
export function readConfig(args: readonly string[], env: Environment): Config {
  const flags = readFlags(args)
  const profile = oneOf('RIALTO_PROFILE', env['RIALTO_PROFILE'] ?? 'demo', ['demo', 'production'] as const)
  const gatewayPort = port('--port', flags.port ?? env['PORT'], PORT_DEFAULT)
  const shopPort = flags['no-shop'] ? undefined : shopPortOf(env['RIALTO_SHOP_PORT'])
  const config: Config = {
    profile,
    host: env['HOST'] ?? (profile === 'demo' ? '127.0.0.1' : '0.0.0.0'),
    port: gatewayPort,
    mailPort: port('RIALTO_MAIL_PORT', env['RIALTO_MAIL_PORT'], MAIL_PORT_DEFAULT),
    shopPort,
    shopUrl: shopUrlOf(env['RIALTO_SHOP_URL']) ?? `http://localhost:${shopPort ?? gatewayPort}`,
    dataDir: flags.data ?? env['RIALTO_DATA'] ?? 'data',
    reset: flags.reset ?? false,
    demo: profile === 'demo' && !(flags['no-demo'] ?? false),
    demoShop: demoShopOf(env['RIALTO_DEMO'] ?? 'small'),
    seedPorts: flags['seed-ports'] ?? false,
    databaseUrl: env['DATABASE_URL'],
    databasePrefix: env['RIALTO_DATABASE_PREFIX'] ?? 'rialto',
    secret: env['RIALTO_SECRET'],
    services: env['RIALTO_SERVICES']?.split(',').map((name) => name.trim()),
    internalPort: port('RIALTO_INTERNAL_PORT', env['RIALTO_INTERNAL_PORT'], 0),
    origins: originsOf(env),
    smtpUrl: env['SMTP_URL'],
    payments: paymentsOf(env),
    logLevel: env['LOG_LEVEL'] ?? 'info',
    trustLoopback: profile === 'demo' && env['RIALTO_RATE_LIMITS'] !== 'all',
    corsOrigins: listOf(env['RIALTO_CORS_ORIGINS']) ?? ['http://localhost:3001', 'http://127.0.0.1:3001'],
    trustedProxies: listOf(env['RIALTO_TRUSTED_PROXIES']) ?? [],
    isBehindTls:
      oneOf('RIALTO_BEHIND_TLS', env['RIALTO_BEHIND_TLS'] ?? 'no', ['yes', 'no'] as const) === 'yes',
    metricsToken: env['RIALTO_METRICS_TOKEN'],
  }
  if (profile === 'production') {
    checkProduction(config)
    checkPayments(config, env['RIALTO_PAYMENTS'])
  }
  return config
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        reset: { type: 'boolean' },
        'no-demo': { type: 'boolean' },
        'no-shop': { type: 'boolean' },
        'seed-ports': { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new ConfigError((error as Error).message, 'npm start -- --help shows what there is.')
  }
}

/** Production does not begin on what everybody knows. */
function checkProduction({ secret, services, databaseUrl }: Config): void {
  if (
    secret === undefined ||
    secret.length < SECRET_LENGTH_MIN ||
    /^(.)\1*$|demo|secret|changeme|password/i.test(secret)
  ) {
    throw new ConfigError(
      'The production profile does not start on a missing, short or well-known RIALTO_SECRET.',
      'Set one that nobody knows: RIALTO_SECRET="$(openssl rand -base64 48)"',
    )
  }
  if (services !== undefined && databaseUrl === undefined) {
    throw new ConfigError(
      'A process with some of the services needs DATABASE_URL.',
      'Set it to a PostgreSQL that all of them reach.',
    )
  }
  if (databaseUrl !== undefined && /:(postgres|password|admin|root\d*|secret)@/i.test(databaseUrl)) {
    throw new ConfigError(
      'DATABASE_URL carries a password that everybody knows.',
      'Change it in the database, then here.',
    )
  }
}

function paymentsOf(env: Environment): Payments {
  oneOf('RIALTO_PAYMENTS', env['RIALTO_PAYMENTS'] ?? 'test', ['live', 'test'] as const)
  const secretKey = env['STRIPE_SECRET_KEY']
  if (secretKey === undefined) return { provider: 'sandbox' }
  if (!/^(sk|rk)_(test|live)_\w+$/.test(secretKey)) {
    throw new ConfigError(
      'STRIPE_SECRET_KEY is no secret key of Stripe.',
      'Take it from the Stripe dashboard, under Developers, API keys: it begins with sk_ or rk_.',
    )
  }
  const webhookSecret = env['STRIPE_WEBHOOK_SECRET']
  if (webhookSecret === undefined || !webhookSecret.startsWith('whsec_')) {
    throw new ConfigError(
      'With STRIPE_SECRET_KEY goes STRIPE_WEBHOOK_SECRET, or nobody could tell Stripe’s word from a stranger’s.',
      'Add an endpoint at …/api/v1/payments/webhooks/stripe in the Stripe dashboard; its secret begins with whsec_.',
    )
  }
  return { provider: 'stripe', secretKey, webhookSecret, apiUrl: env['STRIPE_API_URL'] }
}

/** In production no order is confirmed for money that nobody moved, unless that is said on purpose. */
function checkPayments({ payments, services }: Config, mode: string | undefined): void {
  const isHere = services === undefined || services.includes('payment')
  const isLive = payments.provider === 'stripe' && payments.secretKey.includes('_live_')
  if (!isHere || isLive || mode === 'test') return
  throw new ConfigError(
    payments.provider === 'sandbox'
      ? 'The production profile does not start on the payment sandbox, which moves no money.'
      : 'The production profile does not start on a test key of Stripe, which moves no money.',
    'Set STRIPE_SECRET_KEY to a live key and STRIPE_WEBHOOK_SECRET; or say RIALTO_PAYMENTS=test, and mean it.',
  )
}

function originsOf(env: Environment): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(env).flatMap(([name, value]) => {
      const service = /^RIALTO_ORIGIN_([A-Z]+)$/.exec(name)?.[1]
      return service && value ? [[service.toLowerCase(), value] as const] : []
    }),
  )
}

function demoShopOf(text: string): Config['demoShop'] {
  if (/^\d{1,7}$/.test(text)) return Math.max(Number(text), DEMO_PRODUCTS_MIN)
  return oneOf('RIALTO_DEMO', text, ['small', 'full'] as const)
}

function port(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new ConfigError(
      `${name} is “${text}”, which is no port.`,
      'Give a number from 1 to 65535, or 0 for any free one.',
    )
  }
  return Number(text)
}

function shopPortOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : port('RIALTO_SHOP_PORT', text, 0)
}

function shopUrlOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin
  throw new ConfigError(`RIALTO_SHOP_URL is “${text}”.`, 'Give an address such as https://shop.example.')
}

function oneOf<T extends string>(name: string, text: string, known: readonly T[]): T {
  const found = known.find((value) => value === text)
  if (found === undefined)
    throw new ConfigError(`${name} is “${text}”.`, `Choose one of: ${known.join(', ')}.`)
  return found
}

function listOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
}
