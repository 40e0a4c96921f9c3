/** Runs a job round after round, in one process at a time. */
import type { Logger } from 'pino'
import { openPause } from '../ports/pause.ts'
import type { Timers } from '../ports/ports.ts'
import type { Database } from '../sql/database.ts'
import { endLease, holdLease } from '../sql/lease.ts'
import type { Job } from './service.ts'

/** When the process that does a job dies, another takes it over this much later than the next round was due. */
const TAKEOVER_AFTER_MS = 15_000

export type JobNeeds = {
  readonly db: Database
  readonly timers: Timers
  /** The name of this process. */
  readonly holder: string
  readonly log: Logger
}

/**
 * Begins at once. A round that throws is logged and comes again; one that takes longer than its lease may
 * be joined by another process, so that jobs guard what they do, as reactions do.
 */
export function runJob(job: Job, { db, timers, holder, log }: JobNeeds): { stop(): Promise<void> } {
  const lease = `job:${job.name}`
  const pause = openPause(timers)
  let stopped = false

  async function round(): Promise<{ readonly more: boolean }> {
    try {
      const held = await holdLease(db.relaxed, lease, holder, job.everyMs + TAKEOVER_AFTER_MS)
      if (held && !stopped) return (await job.run()) ?? { more: false }
    } catch (error) {
      log.warn({ job: job.name, err: error }, 'a job failed and will run again')
    }
    return { more: false }
  }

  const finished = (async () => {
    while (!stopped) {
      const { more } = await round()
      if (!more && !stopped) await pause.wait(job.everyMs)
    }
    await endLease(db, lease, holder).catch(() => {})
  })()
  return {
    stop: async () => {
      stopped = true
      pause.interrupt()
      await finished
    },
  }
}
