/** A database per service in one cluster, each with its own role that can enter no other. */
import { createHmac } from 'node:crypto'
import pg from 'pg'

const PROVISION_LOCK = 0x7269_616c // "rial": only one process provisions at a time

/**
 * Makes what is missing and gives each service its URL. Passwords are derived from `secret`, so that
 * processes that know it agree without talking. `prefix` keeps several platforms apart in one cluster.
 */
export async function provision(
  adminUrl: string,
  services: readonly string[],
  secret: string,
  prefix = 'rialto',
): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [PROVISION_LOCK])
    const { rows } = await client.query<{ name: string }>('select datname as name from pg_database')
    const existing = new Set(rows.map(({ name }) => name))
    const urls = new Map<string, string>()
    for (const service of services) {
      const name = `${prefix}_${service}`
      const password = createHmac('sha256', secret).update(name).digest('base64url')
      await provisionOne(client, name, password, existing.has(name))
      const url = new URL(adminUrl)
      url.username = name
      url.password = password
      url.pathname = `/${name}`
      urls.set(service, url.href)
    }
    return urls
  } finally {
    await client.end()
  }
}

async function provisionOne(client: pg.Client, name: string, password: string, exists: boolean): Promise<void> {
  const role = client.escapeIdentifier(name)
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name])
  if (!rowCount) await client.query(`create role ${role} login`)
  // Always set: after a restore or a changed secret the role must match what the services derive.
  await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`)
  if (exists) return
  await client.query(`grant ${role} to current_user`)
  await client.query(`create database ${role} owner ${role}`)
  await client.query(`revoke connect on database ${role} from public`)
}

/** Removes the databases and roles of a prefix: `--reset`, and the end of a test. */
export async function unprovision(adminUrl: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where starts_with(datname, $1)`,
      [`${prefix}_`],
    )
    for (const { name } of rows) {
      await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`)
      await client.query(`drop role if exists ${client.escapeIdentifier(name)}`)
    }
  } finally {
    await client.end()
  }
}
