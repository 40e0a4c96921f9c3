import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemPorts } from '@rialto/kernel/ports/system'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { startServer } from './server.ts'
import { testSettings } from './settings.fixture.ts'

const prefix = `d${randomBytes(5).toString('hex')}`
let dataDir: string
let other: Server
let taken: number
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rialto-doors-'))
  other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  taken = (other.address() as { port: number }).port
})
afterAll(async () => {
  await new Promise((resolve) => other.close(resolve))
  await unprovision(testDatabaseUrl(), prefix)
  await rm(dataDir, { recursive: true, force: true })
})

async function start(ports: Readonly<Record<string, string>>): Promise<void> {
  const env = { ...testSettings(prefix, dataDir), ...ports }
  const server = await startServer(readConfig([], env), systemPorts, () => {})
  await server.stop()
}

test('who finds a port taken is told which one, and by what setting another is had', async () => {
  const message = `Port ${taken} is taken by another program.`
  const remedy = (setting: string) => expect.stringMatching(new RegExp(`another port: .*${setting}`))
  await expect(start({ PORT: String(taken) })).rejects.toMatchObject({ message, remedy: remedy('--port') })
  await expect(start({ RIALTO_MAIL_PORT: String(taken) })).rejects.toMatchObject({
    message,
    remedy: remedy('RIALTO_MAIL_PORT='),
  })
})
