/** The databases and services of an installation, opened beside the running platform or without one: for its operator. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openFiles } from '@rialto/adapter-files/files'
import { signCursorsWith } from '@rialto/kernel/list/cursor'
import { openLog } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import type { ServiceDefinition } from '@rialto/kernel/service/service'
import { KERNEL_MIGRATIONS } from '@rialto/kernel/sql/migrate'
import { openCluster } from './cluster.ts'
import type { Config } from './config.ts'
import { openPlatform, type Platform } from './platform.ts'
import { providerOpener } from './provider.ts'
import { bringSchemas, SANDBOX, schemasOf } from './schema.ts'
import { installationSecret } from './secret.ts'
import { services } from './services.ts'
import { appliedMigrations } from './store.ts'

export type Bench = {
  /** With the right to create databases. */
  readonly adminUrl: string
  readonly secret: string
  /** All services that keep something, and what the sandbox keeps. */
  readonly schemas: ReadonlyMap<string, URL>
  readonly definitions: readonly ServiceDefinition[]
  /** Filled while schemas are brought to their version; who opens a platform reads it. */
  readonly databases: Map<string, string>
  /** The platform that `withPlatform` has opened on it. */
  platform: Platform | undefined
}

/** Starts the database where need be, and leaves it as it was found. */
export async function withBench<T>(
  config: Config,
  ports: Ports,
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  const secret = config.secret ?? installationSecret(config.dataDir)
  signCursorsWith(secret)
  const cluster = await openCluster({ ...config, reset: false }, () => {})
  try {
    const databases = new Map<string, string>()
    const shopUrl = `http://localhost:${config.port}`
    const definitions = services({
      profile: config.profile,
      secret,
      openProvider: providerOpener({
        payments: config.payments,
        secret,
        ports,
        shopUrl,
        sandboxUrl: () => databases.get(SANDBOX) ?? '',
        platform: () => bench.platform,
      }),
      shopUrl,
      smtpUrl: config.smtpUrl,
      files: openFiles(join(config.dataDir, 'media')),
    })
    const all = new Set(definitions.map(({ contract }) => contract.name))
    const schemas = schemasOf(config, definitions, all)
    const bench: Bench = {
      adminUrl: cluster.url,
      secret,
      schemas,
      definitions,
      databases,
      platform: undefined,
    }
    return await work(bench)
  } finally {
    await cluster.stop()
  }
}

/** What is to be run on each database, in order; one that is not there yet needs all. */
export async function pendingMigrations(
  { adminUrl, schemas }: Bench,
  prefix: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const pending = await Promise.all(
    [...schemas].map(async ([name, folder]) => {
      const applied = await appliedMigrations(adminUrl, `${prefix}_${name}`)
      const wanted = [...filesIn(KERNEL_MIGRATIONS), ...filesIn(folder)]
      return [name, wanted.filter((file) => !applied.has(file))] as const
    }),
  )
  return new Map(pending.filter(([, files]) => files.length > 0))
}

/** Opens these services in this process, without a door, for as long as `work` runs. */
export async function withPlatform<T>(
  config: Config,
  ports: Ports,
  names: readonly string[] | undefined,
  work: (platform: Platform, bench: Bench) => Promise<T>,
): Promise<T> {
  return withBench(config, ports, async (bench) => {
    const definitions = bench.definitions.filter(({ contract }) => names?.includes(contract.name) ?? true)
    const here = new Set(definitions.map(({ contract }) => contract.name))
    const schemas = schemasOf(config, definitions, here)
    const brought = await bringSchemas(bench.adminUrl, schemas, bench.secret, config.databasePrefix)
    for (const [name, url] of brought) bench.databases.set(name, url)
    const platform = await openPlatform({
      ports,
      log: openLog('silent'),
      definitions,
      here,
      origins: new Map(),
      credential: bench.secret,
      databases: bench.databases,
      sharedCluster: false,
    })
    bench.platform = platform
    try {
      return await work(platform, bench)
    } finally {
      await platform.close()
    }
  })
}

function filesIn(folder: URL): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
    .toSorted()
}
