/**
 * Tells whether a PostgreSQL is alive in a data folder, whoever started it, and ends it.
 * A pid file alone proves nothing: after a crash it stays behind, and its number may belong to another program by now.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseFailure } from './failure.ts'

const FAST_SHUTDOWN_MS_MAX = 60_000
const IMMEDIATE_SHUTDOWN_MS_MAX = 10_000
const POLL_MS = 20

export type Postmaster = { readonly pid: number; readonly port: number; readonly command: string }

/**
 * The PostgreSQL that runs in this data folder now, or else the number that an earlier one left in its pid file.
 * `cluster` is a path without symbolic links.
 */
export function findPostmaster(cluster: string): { running?: Postmaster; stalePid?: number } {
  const lines = readLines(join(cluster, 'postmaster.pid'))
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid < 2) return {}
  const command = isAlive(pid) ? commandOf(pid) : ''
  return command.includes(`-D ${cluster} `)
    ? { running: { pid, port: Number(lines[3]), command } }
    : { stalePid: pid }
}

/** Ends a PostgreSQL without losing a commit, and returns when it is gone. */
export async function endPostmaster(pid: number): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown: break the connections, write a checkpoint, leave.
  if (await endsAfter(pid, 'SIGINT', FAST_SHUTDOWN_MS_MAX)) return
  // SIGQUIT leaves at once; the next start replays the log, as after a power cut.
  if (await endsAfter(pid, 'SIGQUIT', IMMEDIATE_SHUTDOWN_MS_MAX)) return
  throw new DatabaseFailure(
    `PostgreSQL (process ${pid}) does not stop.`,
    `End it with: kill -9 ${pid} - then start again; it recovers by itself.`,
  )
}

/** False for a process that has ended, also when its parent has not yet taken notice of it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const stat = readLines(`/proc/${pid}/stat`)[0] ?? ''
  return !/\) [ZX] /.test(stat)
}

async function endsAfter(pid: number, signal: NodeJS.Signals, msMax: number): Promise<boolean> {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true
    throw error
  }
  for (let waited = 0; waited < msMax; waited += POLL_MS) {
    if (!isAlive(pid)) return true
    await sleep(POLL_MS)
  }
  return false
}

/** The command line, its words joined by blanks, and a blank at the end. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    // No /proc: macOS.
  }
  try {
    return `${execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim()} `
  } catch {
    return ''
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}
