/** A platform is still at work behind its open doors (pictures, orders, news of them): nobody is slower for that later. */
import { treeCpuMs } from '../meters/processes.ts'

const LOOK_MS = 5_000
const LOOKS_MAX = 60
/** Of one core. */
const SHARE_MAX = 0.05

/** Waits until the process and all its children use next to nothing. Throws where they do not come to rest. */
export async function untilQuiet(pid: number | undefined): Promise<void> {
  if (pid === undefined) return
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const before = treeCpuMs(pid)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    if (treeCpuMs(pid) - before < LOOK_MS * SHARE_MAX) return
  }
  throw new Error('the platform did not come to rest')
}
