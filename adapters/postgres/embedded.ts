/**
 * A real PostgreSQL on this machine, from an npm package: no Docker, nothing to install, nothing to configure.
 * It survives our death and is taken over at the next start; if it dies itself, it is started again on its port.
 */
import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './embedded/binaries.ts'
import { prepareCluster } from './embedded/cluster.ts'
import { DatabaseFailure, asFailure } from './embedded/failure.ts'
import { serverUrl } from './embedded/keeper.ts'
import { findPlace } from './embedded/place.ts'
import { endPostmaster, findPostmaster, isAlive } from './embedded/postmaster.ts'
import { type Server, type Wanted, reachServer } from './embedded/server.ts'
import { socketFolder } from './embedded/settings.ts'

export { DatabaseFailure }

const RESTART_PAUSE_MS = 1_000

export type EmbeddedPostgresOptions = {
  /** The database's home: its cluster, its password and its log. */
  readonly dataDir: string
  /** 0 or absent: the port of last time if it is free, else another one. */
  readonly port?: number
  /** Settings of postgresql.conf that win over ours. */
  readonly settings?: Readonly<Record<string, string>>
  readonly onProgress?: (line: string) => void
}

export type EmbeddedPostgres = {
  /** Of the superuser, in the database `postgres`; the same through every restart. */
  readonly url: string
  readonly pid: number
  /** A fast shutdown that loses nothing; a server that another program uses too is left to it. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL in `dataDir`, or takes over the one that already runs there; makes the database the first time.
 * Throws a `DatabaseFailure` with a cause and a remedy.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const report = options.onProgress ?? (() => {})
  const place = findPlace(options.dataDir, findBinaries(), report)
  const settings = options.settings ?? {}
  const port = options.port === 0 ? undefined : options.port
  try {
    const password = await prepareCluster(place, { durable: settings['fsync'] !== 'off', report })
    return await watch({ place, password, settings, port, report })
  } catch (error) {
    throw asFailure(error, { folder: place.home, log: place.log })
  }
}

/** Stops the database of `dataDir` if it runs, also when others use it, and removes all of its data. */
export async function wipeEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<void> {
  const place = findPlace(options.dataDir, findBinaries(), options.onProgress ?? (() => {}))
  const { running } = findPostmaster(place.cluster)
  if (running !== undefined) await endPostmaster(running.pid)
  await rm(place.home, { recursive: true, force: true })
  await rm(options.dataDir, { recursive: true, force: true })
}

/** Keeps a server at hand: whenever the one we have is gone, it reaches for another on the same port. */
async function watch(wanted: Wanted): Promise<EmbeddedPostgres> {
  let server = await reachServer(wanted)
  const sameAgain = { ...wanted, port: server.port }
  const stopping = Promise.withResolvers<void>()
  let asked = false

  async function keepAlive(): Promise<void> {
    while (!asked) {
      await Promise.race([server.keeper.ended, stopping.promise])
      if (asked) return
      wanted.report('The connection to PostgreSQL is gone: making sure that it runs')
      server = (await retry(sameAgain, () => asked)) ?? server
    }
  }
  const kept = keepAlive()

  async function end(): Promise<void> {
    asked = true
    stopping.resolve()
    await kept
    await leave(server)
  }
  let ended: Promise<void> | undefined

  return {
    url: serverUrl(server.port, wanted.password, socketFolder(wanted.place.home)),
    get pid() {
      return server.pid
    },
    stop: () => (ended ??= end()),
  }
}

/** A full disk or a port taken meanwhile may pass: it tries until it succeeds or `isOver`. */
async function retry(wanted: Wanted, isOver: () => boolean): Promise<Server | undefined> {
  while (!isOver()) {
    try {
      return await reachServer(wanted)
    } catch (error) {
      wanted.report(
        `PostgreSQL does not come back yet: ${error instanceof Error ? error.message : String(error)}`,
      )
      await sleep(RESTART_PAUSE_MS)
    }
  }
  return undefined
}

/** The last one out stops the server. */
async function leave(server: Server): Promise<void> {
  const alone = await server.keeper.isAlone().catch(() => isAlive(server.pid))
  await server.keeper.close().catch(() => {})
  if (alone && isAlive(server.pid)) await endPostmaster(server.pid)
}
