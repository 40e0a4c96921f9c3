/** The bench's end of the driver process. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FromDriver, Job, Result } from './job.ts'

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url))
/** Beyond the job's own time: connecting, and waiting for the last answers. */
const GRACE_MS = 30_000
const TICK_MS = 500

export type Driver = {
  /** Runs one job. `onPhase` is told when the measured time begins and ends. */
  run(job: Job, onPhase?: (phase: 'measuring' | 'measured') => void): Promise<Result>
  stop(): void
}

export async function startDriver(): Promise<Driver> {
  const child = fork(PROGRAM, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await once(child, 'message')
  return {
    run(job, onPhase) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>()
      const listen = (message: FromDriver) => {
        if (message.type === 'measuring' || message.type === 'measured') onPhase?.(message.type)
        else if (message.type === 'done') resolve(message.result)
        else if (message.type === 'failed') reject(new Error(`the driver failed: ${message.reason}`))
      }
      const gone = () => reject(new Error('the driver died'))
      // Counted tick by tick: while a virtual machine stands still, nobody is late.
      let ticksLeft = (job.warmupMs + job.measureMs + GRACE_MS) / TICK_MS
      const late = setInterval(() => {
        ticksLeft -= 1
        if (ticksLeft <= 0) reject(new Error('the driver is late'))
      }, TICK_MS)
      child.on('message', listen)
      child.once('exit', gone)
      child.send(job)
      return promise.finally(() => {
        clearInterval(late)
        child.off('message', listen)
        child.off('exit', gone)
      })
    },
    stop() {
      child.disconnect()
    },
  }
}
