/** The databases of the services in one process, and the SQL that brings each to its version. */
import { SANDBOX_MIGRATIONS } from '@rialto/adapter-sandbox/sandbox'
import type { ServiceDefinition } from '@rialto/kernel/service/service'
import { migrate } from '@rialto/kernel/sql/migrate'
import { provision } from '@rialto/kernel/sql/provision'
import type { Config } from './config.ts'

/** Not a service: what the payment sandbox remembers, as a provider would. */
export const SANDBOX = 'sandbox'

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

/** Makes the databases that are missing and brings all to their version; gives the URL of each. */
export async function bringSchemas(
  adminUrl: string,
  schemas: ReadonlyMap<string, URL>,
  secret: string,
  prefix: string,
): Promise<ReadonlyMap<string, string>> {
  const urls = await provision(adminUrl, [...schemas.keys()], secret, prefix)
  await Promise.all(
    [...urls].map(async ([name, url]) => {
      const migrations = schemas.get(name)
      if (migrations) await migrate(url, [migrations])
    }),
  )
  return urls
}
