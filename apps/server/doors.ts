/** Where the platform listens: the gateway, the mail inbox, and the inner door of a process with some services. */
import { catalog } from '@rialto/contracts/catalog'
import { notification } from '@rialto/contracts/notification'
import { payment } from '@rialto/contracts/payment'
import type { App } from '@rialto/kernel/server/app'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import { ConfigError, hasGateway, type Config } from './config.ts'
import { openFeed } from './gateway/feed.ts'
import { openGateway } from './gateway/gateway.ts'
import type { MediaFiles } from './gateway/media.ts'
import { mountSandbox } from './sandbox/pages.ts'
import { shopCredential } from './secret.ts'
import { openInternal } from './internal.ts'
import { openMailbox } from './mailbox/mailbox.ts'
import type { Platform } from './platform.ts'
import { openSeedPorts, servicesAt } from './seed-ports.ts'

export type Doors = {
  /** Origins by name: `gateway`, `mail`, `internal`. */
  readonly origins: Readonly<Record<string, string>>
  /** The documented ports that could not be opened, each with the reason. */
  readonly missing: readonly string[]
  /** Where each documented port that was opened is in truth. */
  readonly seedPorts: ReadonlyMap<number, number>
  close(): Promise<void>
}

export type DoorNeeds = {
  readonly config: Config
  readonly platform: Platform
  readonly ports: Ports
  readonly log: Logger
  readonly credential: string
  readonly files: MediaFiles
  /** Where tests listen instead of a documented port. */
  readonly seedPortFor?: (documented: number) => number
}

/** How a start is told to open a door on another port. */
const ON_PORT = {
  gateway: (port: number) => `npm start -- --port ${port}`,
  mail: (port: number) => `RIALTO_MAIL_PORT=${port} npm start`,
  internal: (port: number) => `RIALTO_INTERNAL_PORT=${port} npm start`,
} as const
type Door = keyof typeof ON_PORT

const LOOPBACK = ['127.0.0.0/8', '::1']

/** Throws a `ConfigError` with the remedy for a port that is taken or not allowed. */
export async function openDoors(needs: DoorNeeds): Promise<Doors> {
  const { config, platform, ports, log, credential } = needs
  const origins: Record<string, string> = {}
  const closing: (() => Promise<unknown>)[] = []
  let isDraining = false
  const open = async (name: Door, app: App, host: string, port: number) => {
    closing.push(() => app.close())
    origins[name] = await listen(app, host, port, ON_PORT[name])
  }
  const close = async () => {
    isDraining = true
    await Promise.all(closing.map((shut) => shut()))
  }
  let missing: readonly string[] = []
  let seedPorts: ReadonlyMap<number, number> = new Map()
  try {
    if (hasGateway(config)) {
      const gateway = gatewayOf(needs, () => isDraining)
      if (config.payments.provider === 'sandbox')
        mountSandbox(gateway, platform.client(payment, 'sandbox'), ports.clock)
      await open('gateway', gateway, config.host, config.port)
      if (config.profile === 'demo') {
        const client = platform.client(notification, 'mailbox')
        await open('mail', openMailbox({ client, log, ports }), '127.0.0.1', config.mailPort)
      }
      if (config.seedPorts) {
        const seeds = await openSeedPorts(gateway, config.host, config.port, needs.seedPortFor)
        closing.push(seeds.close)
        missing = seeds.missing
        seedPorts = seeds.ports
      }
    }
    if (config.services !== undefined) {
      await open('internal', openInternal(platform, credential, ports, log), config.host, config.internalPort)
    }
  } catch (error) {
    await close()
    throw error
  }
  return { origins, missing, seedPorts, close }
}

function gatewayOf(
  { config, platform, ports, log, files, credential }: DoorNeeds,
  isDraining: () => boolean,
): App {
  return openGateway({
    ...ports,
    platform,
    log,
    trustedProxies: config.trustedProxies,
    unlimitedAddresses: config.trustLoopback ? LOOPBACK : [],
    corsOrigins: config.corsOrigins,
    isBehindTls: config.isBehindTls,
    ...(config.seedPorts ? { servicesAt } : {}),
    ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
    isDraining,
    media: files,
    changes: {
      credential: shopCredential(credential),
      feed: openFeed({ ...ports, catalog: platform.client(catalog, 'gateway'), log }),
    },
  })
}

async function listen(
  app: App,
  host: string,
  port: number,
  startOn: (port: number) => string,
): Promise<string> {
  try {
    const address = await app.listen({ host, port })
    return address.replace('127.0.0.1', 'localhost')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new ConfigError(
        `Port ${port} is taken by another program.`,
        `Stop it (lsof -i :${port} names it), or take another port: ${startOn(port + 100)}`,
      )
    }
    if (code === 'EACCES') {
      throw new ConfigError(
        `This user may not listen on port ${port}.`,
        `Take a port above 1023: ${startOn(port + 8_000)}`,
      )
    }
    throw error
  }
}
