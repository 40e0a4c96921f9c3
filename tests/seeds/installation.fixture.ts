/** An installation for the commands of the documents: data, databases and ports of its own, gone afterwards. */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { findRunning, type Running } from '@rialto/server/running'
import pg from 'pg'
import { eventually } from './world.fixture.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024

type Environment = Readonly<Record<string, string | undefined>>
type Row = Readonly<Record<string, unknown>>

type Foreground = {
  /** What it printed so far. */
  out(): string
  /** Ends it as Ctrl-C or a supervisor would; rejects where it does not end. */
  end(): Promise<void>
}

export type Installation = {
  readonly folder: string
  /** Types a command in the root of the checkout; gives what it printed. Rejects where it failed. */
  type(line: string, env?: Environment): Promise<string>
  /** Types one that stays in front. */
  open(line: string, env?: Environment): Foreground
  /** The processes that run on it. */
  running(): readonly Running[]
  rows(database: string, statement: string): Promise<readonly Row[]>
  databases(): Promise<readonly string[]>
  close(): Promise<void>
}

export async function openInstallation(): Promise<Installation> {
  const prefix = `c${randomBytes(5).toString('hex')}`
  const folder = await mkdtemp(join(tmpdir(), 'rialto-commands-'))
  const dataDir = join(folder, 'data')
  const own: Environment = {
    PATH: process.env['PATH'],
    HOME: folder,
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_TEST_DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_DATA: dataDir,
    RIALTO_DEMO: 'small',
    RIALTO_MAIL_PORT: '0',
    PORT: '0',
  }
  const inFront: Foreground[] = []

  async function rows(database: string, statement: string): Promise<readonly Row[]> {
    const url = new URL(testDatabaseUrl())
    url.pathname = `/${database}`
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    try {
      return (await client.query<Row>(statement)).rows
    } finally {
      await client.end()
    }
  }

  return {
    folder,
    type: async (line, env = {}) => {
      const [program = '', ...words] = line.split(' ')
      const surroundings = { ...own, ...env }
      const typing = promisify(execFile)(program, words, {
        cwd: ROOT,
        env: surroundings,
        maxBuffer: OUTPUT_BYTES_MAX,
      })
      const { stdout, stderr } = await typing
      return stdout + stderr
    },
    open: (line, env = {}) => {
      const [program = '', ...words] = line.split(' ')
      const child = spawn(program, words, {
        cwd: ROOT,
        env: { ...own, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let out = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')))
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      const foreground: Foreground = {
        out: () => out,
        end: async () => {
          child.kill('SIGTERM')
          await ended
        },
      }
      inFront.push(foreground)
      return foreground
    },
    running: () => findRunning(dataDir),
    rows: (service, statement) => rows(`${prefix}_${service}`, statement),
    databases: async () => {
      const found = await rows('postgres', `select datname from pg_database where datname like '${prefix}%'`)
      return found.map(({ datname }) => String(datname))
    },
    close: async () => {
      await Promise.all(inFront.map((each) => each.end()))
      for (const { pid } of findRunning(dataDir)) process.kill(pid, 'SIGTERM')
      await eventually(
        () => Promise.resolve(findRunning(dataDir)),
        (left) => left.length === 0,
      )
      await unprovision(testDatabaseUrl(), prefix)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Ports that nobody listens on just now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
