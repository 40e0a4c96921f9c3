/** A whole shop to be attacked: the platform as it ships, listening, and clients that send what no library would. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contract } from '@rialto/kernel/contract/contract'
import { systemPorts } from '@rialto/kernel/ports/system'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { readConfig } from '@rialto/server/config'
import { startServer } from '@rialto/server/server'

export type Sent = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // What an attacker reads is loosely typed JSON.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

type Wanted = {
  readonly token?: string | undefined
  /** A text is sent as it is. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Person = {
  readonly id: string
  readonly token: string
  readonly refreshToken: string
  readonly email: string
}

export type Target = {
  readonly origin: string
  readonly mailOrigin: string
  readonly contracts: readonly Contract[]
  send(method: string, path: string, wanted?: Wanted): Promise<Sent>
  /** The answer to bytes over a connection of their own, until it ends. */
  raw(bytes: string): Promise<string>
  customer(): Promise<Person>
  staff(role: string): Promise<string>
  admin(): Promise<string>
  /** All that was logged so far. */
  log(): Promise<string>
  close(): Promise<void>
}

const ANSWER_WAIT_MS = 30_000
export const PASSWORD = 'Correct-Horse-7-Staple'

export async function openTarget(env: Readonly<Record<string, string>> = {}): Promise<Target> {
  const prefix = `a${randomBytes(5).toString('hex')}`
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-attack-'))
  const config = readConfig([], {
    DATABASE_URL: testDatabaseUrl(),
    RIALTO_DATABASE_PREFIX: prefix,
    RIALTO_SECRET: randomBytes(32).toString('hex'),
    RIALTO_MAIL_PORT: '0',
    RIALTO_DATA: dataDir,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...env,
  })
  const server = await startServer(config, systemPorts, () => {})
  const { gateway: origin = '', mail: mailOrigin = '' } = server.doors.origins
  const send = sender(origin)
  const admin = async () => {
    const body = { email: 'admin@ecommerce.local', password: 'admin123' }
    return String((await send('POST', '/auth/login', { body })).body.accessToken)
  }
  const customer = async (): Promise<Person> => {
    const email = `c${randomBytes(6).toString('hex')}@example.com`
    const { body } = await send('POST', '/auth/register', { body: { email, password: PASSWORD } })
    return { id: body.user.id, token: body.accessToken, refreshToken: body.refreshToken, email }
  }
  return {
    origin,
    mailOrigin,
    contracts: server.platform.contracts,
    send,
    raw: (bytes) => rawAnswer(Number(new URL(origin).port), bytes),
    customer,
    admin,
    staff: async (role) => {
      const { id, email } = await customer()
      await send('PUT', `/users/${id}/roles`, { token: await admin(), body: { roles: [role] } })
      const { body } = await send('POST', '/auth/login', { body: { email, password: PASSWORD } })
      return String(body.accessToken)
    },
    log: () => readFile(join(dataDir, 'log', 'server.log'), 'utf8'),
    close: async () => {
      await server.stop()
      await unprovision(testDatabaseUrl(), prefix)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function sender(origin: string): Target['send'] {
  return async (method, path, { token, body, headers = {} } = {}) => {
    const response = await fetch(path.startsWith('http') ? path : origin + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    }
  }
}

function rawAnswer(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, 'localhost')
    let answer = ''
    socket.setTimeout(ANSWER_WAIT_MS, () => socket.destroy(new Error('no answer')))
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    socket.on('close', () => resolve(answer))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Answered and cut off while we were still sending.
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve(answer)
      else reject(error)
    })
    socket.write(bytes, 'latin1')
  })
}
