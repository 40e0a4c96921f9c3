/** The load driver as a process of its own, so that what it costs is told apart from what the platform costs. */
import type { FromDriver, Job } from './job.ts'
import { runJob } from './load.ts'

/** The bench may have given up meanwhile; then nobody wants to hear it. */
const say = (message: FromDriver) => process.send?.(message, undefined, {}, () => {})

process.on('message', (job: Job) => {
  runJob(job, (phase) => say({ type: phase })).then(
    (result) => say({ type: 'done', result }),
    (error: unknown) =>
      say({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  )
})
// Without the bench there is nobody to measure for.
process.on('disconnect', () => process.exit())
say({ type: 'ready' })
