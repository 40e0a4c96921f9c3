/** Which processes of the platform run on a data folder: a file each, so that others can find and end them. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Running = {
  readonly pid: number
  /** RFC 3339. */
  readonly startedAt: string
  /** Its services; null for all of them and the gateway. */
  readonly services: readonly string[] | null
  /** Origins by name: `gateway`, `mail`, `internal`. */
  readonly origins: Readonly<Record<string, string>>
  /** The flags that it was started with. */
  readonly flags: readonly string[]
}

const FOLDER = 'run'
const PROGRAM = /apps\/server\/main\.ts/

/** Says that this process runs; call what it gives back when it ends. */
export function announce(dataDir: string, running: Running): () => void {
  const folder = join(dataDir, FOLDER)
  const file = join(folder, `${running.pid}.json`)
  mkdirSync(folder, { recursive: true })
  const draft = `${file}.new`
  writeFileSync(draft, JSON.stringify(running))
  renameSync(draft, file)
  return () => rmSync(file, { force: true })
}

/** Those that run now, the oldest first; files of processes that were killed are cleared away. */
export function findRunning(dataDir: string): Running[] {
  const folder = join(dataDir, FOLDER)
  return filesIn(folder)
    .flatMap((name) => {
      const pid = Number(/^(\d+)\.json$/.exec(name)?.[1])
      if (!(pid > 1)) return []
      if (isOurs(pid)) return [JSON.parse(readFileSync(join(folder, name), 'utf8')) as Running]
      clearAway(join(folder, name))
      return []
    })
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))
}

/** A number alone proves nothing: after a crash it may belong to another program by now. */
export function isOurs(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Another user's may not be told anything, and is there all the same.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    return PROGRAM.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch (error) {
    // No /proc: macOS, where the number has to do. Here it ended in between.
    return process.platform !== 'linux' || (error as NodeJS.ErrnoException).code === 'EACCES'
  }
}

function clearAway(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Whoever only looks may not be allowed to; the next start of its owner does it.
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
