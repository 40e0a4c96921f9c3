/** The PostgreSQL that everything is kept in: the one that the settings name, or the one that is brought along. */
import { join } from 'node:path'
import { startEmbeddedPostgres, wipeEmbeddedPostgres } from '@rialto/adapter-postgres/embedded'
import { Problem } from '@rialto/kernel/contract/problem'
import { sqlState } from '@rialto/kernel/sql/database'
import { unprovision } from '@rialto/kernel/sql/provision'
import { ConfigError, type Config } from './config.ts'
import { clusterVersion } from './store.ts'

/** Statements ask for the row as it was before (`returning old`), which no earlier one knows. */
const MAJOR_MIN = 18
const WITHOUT = 'Or leave DATABASE_URL out: a PostgreSQL is brought along.'
const WRONG_PASSWORD = '28P01'
const NOT_ADMITTED = '28000'
const NO_SUCH_DATABASE = '3D000'

export type Cluster = {
  /** With the right to create databases. */
  readonly url: string
  /** What a person reads beside the step. */
  readonly about: string
  readonly stop: () => Promise<void>
}

/** Throws a `ConfigError` or `DatabaseFailure` that says what is wrong with it and what to do. */
export async function openCluster(config: Config, onProgress: (line: string) => void): Promise<Cluster> {
  const { databaseUrl } = config
  if (databaseUrl !== undefined) {
    const version = await versionOf(databaseUrl)
    if (config.reset) await wipeCluster(config)
    return { url: databaseUrl, about: `PostgreSQL ${version}, your own`, stop: async () => {} }
  }
  if (config.reset) await wipeCluster(config)
  const embedded = await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres'), onProgress })
  return {
    url: embedded.url,
    about: `PostgreSQL on port ${new URL(embedded.url).port}`,
    stop: () => embedded.stop(),
  }
}

/** Removes the databases with all that is in them. */
export async function wipeCluster(config: Config): Promise<void> {
  if (config.databaseUrl !== undefined) return unprovision(config.databaseUrl, config.databasePrefix)
  await wipeEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres') })
}

async function versionOf(url: string): Promise<string> {
  if (!URL.canParse(url)) {
    throw new ConfigError(
      'DATABASE_URL is no address.',
      'Write it like postgres://rialto:a-password-of-yours@127.0.0.1:5432/postgres',
    )
  }
  const version = await clusterVersion(url).catch((error: unknown) => {
    throw explained(error, url)
  })
  const refusal = refusalOf(version)
  if (refusal) throw refusal
  return version
}

/** Why a PostgreSQL of this version will not do, if so. */
export function refusalOf(version: string): ConfigError | undefined {
  if (Number.parseInt(version, 10) >= MAJOR_MIN) return undefined
  return new ConfigError(
    `DATABASE_URL leads to PostgreSQL ${version}, and Rialto needs ${MAJOR_MIN} or later.`,
    `Bring that one to ${MAJOR_MIN} (pg_upgrade), or name another. ${WITHOUT}`,
  )
}

/** In words, and without the password that stands in the address. */
function explained(error: unknown, url: string): ConfigError {
  const { host, username, pathname } = new URL(url)
  const who = decodeURIComponent(username) || 'nobody'
  const { message } = (error instanceof Problem && error.cause ? error.cause : error) as Error
  switch (sqlState(error)) {
    case WRONG_PASSWORD:
    case NOT_ADMITTED:
      return new ConfigError(
        `The PostgreSQL of DATABASE_URL, at ${host}, does not let ${who} in: ${message}.`,
        'Look at the name and the password in it.',
      )
    case NO_SUCH_DATABASE:
      return new ConfigError(
        `The PostgreSQL of DATABASE_URL, at ${host}, has no database ${pathname.slice(1)}.`,
        'Name one that is there, such as postgres; those of the shop are made beside it.',
      )
    default:
      return new ConfigError(
        `The PostgreSQL of DATABASE_URL does not answer at ${host}: ${message}.`,
        `Start it, or mend the address. ${WITHOUT}`,
      )
  }
}
