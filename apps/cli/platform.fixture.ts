/** A platform for the commands of a test file, with a data folder and a session of its own. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemPorts } from '@rialto/kernel/ports/system'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { readConfig } from '@rialto/server/config'
import { startServer } from '@rialto/server/server'

export type Installation = {
  /** What the commands find in their environment. */
  readonly env: Readonly<Record<string, string>>
  readonly prefix: string
  readonly dataDir: string
  close(): Promise<void>
}

export async function openInstallation(): Promise<Installation> {
  const prefix = `c${randomBytes(5).toString('hex')}`
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-cli-'))
  const settings = {
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_SECRET: randomBytes(32).toString('hex'),
    RIALTO_DATA: dataDir,
    RIALTO_DEMO: 'small',
    RIALTO_MAIL_PORT: '0',
    PORT: '0',
    LOG_LEVEL: 'info',
  }
  const server = await startServer(readConfig([], settings), systemPorts, () => {})
  const { gateway = '', mail = '' } = server.doors.origins
  return {
    env: {
      ...settings,
      PATH: process.env['PATH'] ?? '',
      RIALTO_URL: gateway,
      RIALTO_MAIL_URL: mail,
      RIALTO_SESSION: join(dataDir, 'session.json'),
    },
    prefix,
    dataDir,
    close: async () => {
      await server.stop()
      await unprovision(testDatabaseUrl(), prefix)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
