/** The rest between two rounds of work that comes round by itself: until its time is over or somebody calls. */
import type { Timers } from './ports.ts'

export type Pause = {
  wait(ms: number): Promise<void>
  /** Ends the wait that is under way; none that comes later. */
  interrupt(): void
}

export function openPause(timers: Timers): Pause {
  let end: (() => void) | undefined
  return {
    wait: async (ms) => {
      await new Promise<void>((resolve) => {
        const cancel = timers.after(ms, resolve)
        end = () => {
          cancel()
          resolve()
        }
      })
      end = undefined
    },
    interrupt: () => end?.(),
  }
}
