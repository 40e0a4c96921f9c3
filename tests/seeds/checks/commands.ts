/** Commands of the documents. Those of Docker and of brokers wait for what they command. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { expect } from 'vitest'
import { different, each, joined, later, pass, type Check, type Verdicts } from '../verdict.ts'
import { requestsOf } from './asking.ts'

/** These are there; a platform that they start in the background outlives a test that is ended. */
const UNTESTED = later('a check that runs it; the command itself is there')

const ROOT = new URL('../../../', import.meta.url)

/** The command, as it is written, on an installation of its own that is not running. */
async function run(prefix: string, dataDir: string, program: string, ...words: string[]): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_DATA: dataDir,
  }
  return (await promisify(execFile)(program, words, { cwd: ROOT, env })).stdout
}

const onItsOwn: Check = async () => {
  const prefix = `c${randomBytes(5).toString('hex')}`
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-commands-'))
  try {
    await run(prefix, dataDir, 'make', 'migrate-service', 'SERVICE=order')
    expect(await run(prefix, dataDir, 'make', 'migrate')).toMatch(/^Ran \d+:[\s\S]*catalog/)
    expect(await run(prefix, dataDir, './seed_all.sh')).toContain('demo accounts and products')
  } finally {
    await unprovision(testDatabaseUrl(), prefix)
    await rm(dataDir, { recursive: true, force: true })
  }
}

const COMPOSE = later('compose')

const ONE_CODEBASE = different(
  'there are no folders of Python services to enter',
  '`RIALTO_SERVICES=<name> npm start` runs one service as a process of its own (docs/operating.md)',
)

export const commands: Verdicts = joined([
  each('000-C001 000-C002 000-C003 000-C004 000-C005 000-C006 000-C009 000-C010 000-C011 000-C012', UNTESTED),
  each('004-C016', pass('the request is sent as written', requestsOf('004-R006'))),
  each('000-C007 000-C008 002-C002', pass('the command runs on an installation of its own', onItsOwn)),
  each('000-C013 000-C014 000-C015', COMPOSE),
  each(
    '001-C001 001-C002 001-C003 001-C004 001-C005 001-C006 001-C007 001-C008 001-C009 001-C012 001-C015',
    COMPOSE,
  ),
  each(
    '001-C010 004-C011',
    different('there is no MongoDB', 'products are in PostgreSQL: `psql` on the catalog database'),
  ),
  each('001-C011 004-C012', later('the Redis adapter')),
  each('001-C013 001-C014', later('the Kafka adapter')),
  each('002-C001 002-C004 002-C005 002-C006 002-C007 002-C008 002-C009 002-C014', UNTESTED),
  each('002-C003', UNTESTED),
  each('002-C010 002-C015 002-C016 002-C017 002-C018 002-C019 004-C003', ONE_CODEBASE),
  each('002-C020', later('support tickets')),
  each('002-C011 002-C012 002-C013', COMPOSE),
  each(
    '003-C001',
    different(
      'packages are locked by pnpm, which npm cannot read',
      '`npm start` and `npm test` install what is missing by themselves',
    ),
  ),
  each('003-C002', later('.env.example')),
  each('003-C003 003-C004 003-C005 003-C006 003-C007 003-C008 003-C009', UNTESTED),
  each('003-C010', later('the RabbitMQ adapter')),
  each(
    '004-C001 004-C002 004-C004 004-C005 004-C006 004-C007 004-C008 004-C009 004-C013 004-C014 004-C015',
    COMPOSE,
  ),
  each('004-C010', different('there is no MySQL', 'PostgreSQL: `psql` on the database of a service')),
])
