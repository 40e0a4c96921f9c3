/** A database of a test's own: made with the kernel's tables, and gone at the end. */
import { randomBytes } from 'node:crypto'
import { migrate } from '../sql/migrate.ts'
import { provision, unprovision } from '../sql/provision.ts'

export type TestDatabases = {
  /** The URL of each, by the name that was asked for. */
  readonly urls: ReadonlyMap<string, string>
  drop(): Promise<void>
}

/** The URL of the PostgreSQL that the tests run on, provided by the run's global set-up. */
export function testDatabaseUrl(): string {
  const url = process.env['RIALTO_TEST_DATABASE_URL']
  if (!url) throw new Error('RIALTO_TEST_DATABASE_URL is not set; run the tests with npm test')
  return url
}

/** Makes a database for each name, with the kernel's tables and those of the folders. */
export async function testDatabases(
  names: readonly string[],
  folders: readonly URL[] = [],
): Promise<TestDatabases> {
  const prefix = `t${randomBytes(6).toString('hex')}`
  const urls = await provision(testDatabaseUrl(), names, 'test', prefix)
  for (const url of urls.values()) await migrate(url, folders)
  return { urls, drop: () => unprovision(testDatabaseUrl(), prefix) }
}
