/** A database per service in one cluster, each with its own role that can enter no other. */
import { createHmac } from 'node:crypto'
import pg from 'pg'

const PROVISION_LOCK = 0x7269_616c // "rial": only one process provisions at a time
/** The name of a cluster that we brought along. */
const OUR_CLUSTER = 'rialto'
const PREFIX = /^[a-z][a-z0-9_]{0,39}$/
/** A prefix and a service, short enough that PostgreSQL does not cut it. */
const NAME = /^[a-z][a-z0-9_]{0,39}_[a-z]{1,20}$/

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
  return asAdmin(adminUrl, async (client) => {
    await closeCommonDatabases(client)
    const urls = new Map<string, string>()
    for (const service of services) {
      const name = `${prefix}_${service}`
      if (!NAME.test(name)) throw new Error(`${name} cannot be the name of a database`)
      const password = createHmac('sha256', secret).update(name).digest('base64url')
      await provisionOne(client, name, password)
      const url = new URL(adminUrl)
      url.username = name
      url.password = password
      url.pathname = `/${name}`
      urls.set(service, url.href)
    }
    return urls
  })
}

/**
 * The databases that come with PostgreSQL let everybody in. A service has no business there; in a cluster that
 * others use, too, that is theirs to decide.
 */
async function closeCommonDatabases(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database
      where current_setting('cluster_name') = $1 and datname in ('postgres', 'template1')
        and has_database_privilege('public', oid, 'connect')`,
    [OUR_CLUSTER],
  )
  for (const { name } of rows)
    await client.query(`revoke connect on database ${client.escapeIdentifier(name)} from public`)
}

/** Each step asks for itself whether it is done: a start that was killed half-way is completed by the next. */
async function provisionOne(client: pg.Client, name: string, password: string): Promise<void> {
  const role = client.escapeIdentifier(name)
  const { rows } = await client.query<{ role: boolean; database: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as role,
            exists (select from pg_database where datname = $1) as database`,
    [name],
  )
  if (!rows[0]?.role) await client.query(`create role ${role} login`)
  // Always set: after a restore or a changed secret the role must match what the services derive.
  await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`)
  await client.query(`grant ${role} to current_user`)
  if (!rows[0]?.database) await client.query(`create database ${role} owner ${role}`)
  await client.query(`revoke connect on database ${role} from public`)
}

/** Removes the databases and roles of a prefix, and of no longer one: `--reset`, and the end of a test. */
export async function unprovision(adminUrl: string, prefix: string): Promise<void> {
  if (!PREFIX.test(prefix)) throw new Error(`${prefix} cannot be the prefix of a platform`)
  await asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where datname ~ $1 union select rolname from pg_roles where rolname ~ $1',
      [`^${prefix}_[a-z]+$`],
    )
    for (const { name } of rows) {
      await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
      await client.query(`drop role if exists ${client.escapeIdentifier(name)}`)
    }
  })
}

async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl })
  // What kills the connection also fails the statement that was under way.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [PROVISION_LOCK])
    return await work(client)
  } finally {
    await client.end()
  }
}
