/**
 * One connection that stands for "a program uses this server". Each user of the server holds the same shared lock on
 * it, and whoever leaves last can take the lock alone: so a second start by mistake never stops the first one's
 * database, a killed program counts as gone without any file to clean up, and a server that dies is noticed at once.
 */
import { Client } from 'pg'
import { SUPERUSER } from './cluster.ts'

/** Any number that nobody else locks in the database `postgres`. */
const USERS_LOCK = 2_718_281_828

const CONNECT_MS_MAX = 5_000

/** In pg since 8.0, but not in its types: whether the connection keeps the process alive. */
type Holding = { ref(): void; unref(): void }

export type Keeper = {
  /** True when no other program uses this server; it then waits outside until `settle` or `close`. */
  isAlone(): Promise<boolean>
  /** Be counted among the users. */
  settle(): Promise<void>
  close(): Promise<void>
  /** Resolves when the connection has ended, by our will or not. */
  readonly ended: Promise<void>
}

/** The address of a server on this machine; through the socket in `folder`, where one is given. */
export function serverUrl(port: number, password: string, folder?: string): string {
  const socket = folder === undefined ? '' : `?host=${encodeURIComponent(folder)}`
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres${socket}`
}

/** Connects, or rejects with what the server said. */
export async function connectKeeper(url: string): Promise<Keeper> {
  const client = new Client({
    connectionString: url,
    application_name: 'rialto keeper',
    connectionTimeoutMillis: CONNECT_MS_MAX,
  }) as Client & Holding
  // Told by `ended`; without a listener a lost connection would end this process.
  client.on('error', () => {})
  const ended = new Promise<void>((resolve) => client.once('end', resolve))
  try {
    await client.connect()
  } catch (error) {
    // Not awaited: for a connection that broke while it was made, the answer may never come.
    void client.end().catch(() => {})
    throw error
  }
  return {
    async isAlone() {
      client.ref()
      await client.query('select pg_advisory_unlock_all()')
      const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
        USERS_LOCK,
      ])
      return rows[0]?.alone === true
    },
    async settle() {
      await client.query('select pg_advisory_unlock_all()')
      await client.query('select pg_advisory_lock_shared($1)', [USERS_LOCK])
      // From here on it waits for bad news only, and must not keep a finished program alive.
      client.unref()
    },
    close: () => client.end(),
    ended,
  }
}
