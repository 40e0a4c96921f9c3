/** Brings the platform up, step by step, and takes it down again without losing anything. */
import { mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { openFiles } from '@rialto/adapter-files/files'
import { TEST_CARDS } from '@rialto/adapter-sandbox/cards'
import { event } from '@rialto/contracts/event'
import { platform as overview } from '@rialto/contracts/platform'
import { signCursorsWith } from '@rialto/kernel/list/cursor'
import { openLog } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import type { ServiceDefinition } from '@rialto/kernel/service/service'
import { openCluster } from './cluster.ts'
import { hasGateway, type Config } from './config.ts'
import { fillDemo, type Filling } from './demo/fill.ts'
import { openDoors, type DoorNeeds, type Doors } from './doors.ts'
import { eventService } from './events/service.ts'
import { listeningOf, openPlatform, type Platform, type PlatformOptions } from './platform.ts'
import { providerOpener } from './provider.ts'
import { bringSchemas, SANDBOX, schemasOf } from './schema.ts'
import { installationSecret, shopCredential } from './secret.ts'
import { overviewService } from './overview/service.ts'
import { services, SHOP_CURRENCY } from './services.ts'
import { startStorefront } from './storefront.ts'

const SHOP_NAME = 'Rialto'

export type StepName = 'database' | 'schema' | 'demo' | 'services' | 'shop'
export type Report = (name: StepName, state: 'started' | 'done', detail?: string) => void

export type Server = {
  readonly platform: Platform
  readonly doors: Doors
  /** With the right to create databases: for `verify` and for tests. */
  readonly adminUrl: string
  /** Where each door is, by name: those of `doors`, and `shop` where its pages are shown. */
  readonly origins: Readonly<Record<string, string>>
  /** Finishes what runs, then stops; the embedded database last. */
  stop(): Promise<void>
}

/** How the tests' runners differ from the product: the wire format in process, and answers checked against contracts. */
export type RunnerOptions = Pick<PlatformOptions, 'throughWire' | 'fault' | 'checkOutput'> &
  Pick<DoorNeeds, 'seedPortFor'> & {
    /** Ends the start at its next step. */
    readonly signal?: AbortSignal
  }

/** Throws a `ConfigError` or `DatabaseFailure` with its remedy; what was opened by then is closed again. */
export async function startServer(
  config: Config,
  ports: Ports,
  report: Report,
  { seedPortFor, signal = new AbortController().signal, ...runner }: RunnerOptions = {},
): Promise<Server> {
  const undo: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    const log = openLog(config.logLevel, logFile(config.dataDir))
    const secret = config.secret ?? installationSecret(config.dataDir)
    signCursorsWith(secret)

    report('database', 'started')
    const database = await openCluster(config, (detail) => report('database', 'started', detail))
    undo.push(database.stop)
    signal.throwIfAborted()
    report('database', 'done', database.about)

    report('schema', 'started')
    const databases = new Map<string, string>()
    const files = openFiles(join(config.dataDir, 'media'))
    const { shopUrl } = config
    let platform: Platform | undefined = undefined
    const serving = services({
      profile: config.profile,
      secret,
      openProvider: providerOpener({
        payments: config.payments,
        secret,
        ports,
        shopUrl,
        sandboxUrl: () => databases.get(SANDBOX) ?? '',
        platform: () => platform,
      }),
      shopUrl,
      smtpUrl: config.smtpUrl,
      files,
    })
    const definitions = hasGateway(config)
      ? [...serving, ...gatewayServices(config, serving, () => platform)]
      : serving
    const here = servicesHere(config, serving)
    const schemas = schemasOf(config, definitions, here)
    for (const [name, url] of await bringSchemas(database.url, schemas, secret, config.databasePrefix))
      databases.set(name, url)
    signal.throwIfAborted()
    report('schema', 'done', `${schemas.size} databases`)

    const opened = await openPlatform({
      ports,
      log,
      definitions,
      here: new Set([...here, ...(hasGateway(config) ? [event.name, overview.name] : [])]),
      origins: config.origins,
      credential: secret,
      databases,
      sharedCluster: config.services === undefined,
      ...runner,
    })
    platform = opened
    undo.push(() => opened.close())
    signal.throwIfAborted()

    let filling: Filling | undefined
    if (config.demo && hasGateway(config)) {
      report('demo', 'started')
      filling = await fillDemo({ config, platform: opened, ports, log, databases, signal })
      report('demo', 'done', filling.about)
    }

    report('services', 'started')
    const doors = await openDoors({
      config,
      platform: opened,
      ports,
      log,
      credential: secret,
      files,
      ...(seedPortFor ? { seedPortFor } : {}),
    })
    undo.push(() => doors.close())
    filling?.begin(doors.origins['gateway'] ?? '')
    undo.push(async () => filling?.stop())
    signal.throwIfAborted()
    report('services', 'done', `${opened.hosts.size} services`)
    const gateway = doors.origins['gateway']
    const origins = { ...doors.origins }
    if (config.shopPort !== undefined && gateway !== undefined) {
      report('shop', 'started')
      const storefront = await startStorefront({
        config,
        port: config.shopPort,
        gateway,
        credential: shopCredential(secret),
        env: process.env,
        warn: (what, line) => log.warn(what, line),
      })
      undo.push(() => storefront.stop())
      origins['shop'] = storefront.origin
      report('shop', 'done', storefront.origin)
    }
    return { platform: opened, doors, origins, adminUrl: database.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function logFile(dataDir: string): number {
  const folder = join(dataDir, 'log')
  mkdirSync(folder, { recursive: true })
  return openSync(join(folder, 'server.log'), 'a')
}

/** What shows all services, and the events of all, lives where clients come in. */
function gatewayServices(
  { profile, payments: { provider }, origins }: Config,
  serving: readonly ServiceDefinition[],
  platform: () => Platform | undefined,
): ServiceDefinition[] {
  const testCards = profile === 'demo' && provider === 'sandbox' ? TEST_CARDS : []
  const shop = {
    name: SHOP_NAME,
    profile,
    currency: SHOP_CURRENCY,
    payments: { provider, testCards: [...testCards] },
  }
  return [eventService(desksOf(platform), listeningOf(serving)), overviewService({ shop, origins, platform })]
}

function desksOf(platform: () => Platform | undefined) {
  return (): Platform['desks'] => platform()?.desks ?? new Map()
}

/** The names of the services that live in this process. Throws for a name that there is not. */
function servicesHere(
  { services: wanted }: Config,
  definitions: readonly ServiceDefinition[],
): ReadonlySet<string> {
  const known = definitions.map(({ contract }) => contract.name)
  if (wanted === undefined) return new Set(known)
  const unknown = wanted.filter((name) => name !== 'gateway' && !known.includes(name))
  if (unknown.length > 0)
    throw new Error(`RIALTO_SERVICES names ${unknown.join(', ')}; there are ${known.join(', ')}, gateway`)
  return new Set(known.filter((name) => wanted.includes(name)))
}
