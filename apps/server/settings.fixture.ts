/** What a server of a test is set to: databases of its own, doors wherever there is room, nothing logged. */
import { randomBytes } from 'node:crypto'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'

export function testSettings(prefix: string, dataDir: string): Readonly<Record<string, string>> {
  return {
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_SECRET: randomBytes(32).toString('hex'),
    RIALTO_DATA: dataDir,
    RIALTO_MAIL_PORT: '0',
    PORT: '0',
    LOG_LEVEL: 'silent',
  }
}
