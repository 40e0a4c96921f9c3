/** The databases of the services in one process, and the SQL that brings each to its version. */
import { SANDBOX_MIGRATIONS } from '@rialto/adapter-sandbox/sandbox'
import type { ServiceDefinition } from '@rialto/kernel/service/service'
import { migrate } from '@rialto/kernel/sql/migrate'
import { provision } from '@rialto/kernel/sql/provision'
import { sqlState } from '@rialto/kernel/sql/database'
import { ConfigError, type Config } from './config.ts'

/** Not a service: what the payment sandbox remembers, as a provider would. */
export const SANDBOX = 'sandbox'

const INSUFFICIENT_PRIVILEGE = '42501'

/** The migrations of each database here, by its name. */
export function schemasOf(
  { payments }: Config,
  definitions: readonly ServiceDefinition[],
  here: ReadonlySet<string>,
): ReadonlyMap<string, URL> {
  const schemas = new Map<string, URL>()
  for (const { contract, migrations } of definitions)
    if (migrations && here.has(contract.name)) schemas.set(contract.name, migrations)
  if (here.has('payment') && payments.provider === 'sandbox') schemas.set(SANDBOX, SANDBOX_MIGRATIONS)
  return schemas
}

/**
 * Makes the databases that are missing and brings all to their version; gives the URL of each. Throws a
 * `ConfigError` where that is not allowed.
 */
export async function bringSchemas(
  adminUrl: string,
  schemas: ReadonlyMap<string, URL>,
  secret: string,
  prefix: string,
): Promise<ReadonlyMap<string, string>> {
  const urls = await provision(adminUrl, [...schemas.keys()], secret, prefix).catch((error: unknown) => {
    throw sqlState(error) === INSUFFICIENT_PRIVILEGE ? mayNotCreate(adminUrl, error) : error
  })
  await Promise.all(
    [...urls].map(async ([name, url]) => {
      const migrations = schemas.get(name)
      if (migrations) await migrate(url, [migrations])
    }),
  )
  return urls
}

function mayNotCreate(adminUrl: string, error: unknown): ConfigError {
  const name = decodeURIComponent(new URL(adminUrl).username)
  return new ConfigError(
    `The role ${name} of DATABASE_URL may not make what the services need: ${(error as Error).message}.`,
    `As a superuser: alter role "${name}" createdb createrole;`,
  )
}
