/**
 * What processes cost, read from /proc. Linux only: elsewhere there is nothing to read, and the figures say
 * “not measured here” rather than something that is not so.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'

const MS_PER_SECOND = 1000
const KB_PER_MB = 1024

export const canMeasure = existsSync('/proc/self/stat')

let ticksPerSecond: number | undefined

/** /proc counts in these. */
export function msPerTick(): number {
  ticksPerSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  return MS_PER_SECOND / ticksPerSecond
}

type Stat = { readonly parent: number; readonly ownMs: number; readonly reapedMs: number }

/** User and system time of a process, and of those of its children that have ended. */
function statOf(pid: number): Stat | undefined {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined
  }
  // The name stands in brackets and may itself hold spaces and brackets.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const at = (field: number) => Number(fields[field - 3])
  return { parent: at(4), ownMs: (at(14) + at(15)) * msPerTick(), reapedMs: (at(16) + at(17)) * msPerTick() }
}

export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => statOf(other)?.parent === pid)
}

/** Processor time of one process, ms. */
export function cpuMs(pid: number): number {
  return statOf(pid)?.ownMs ?? Number.NaN
}

/** Processor time of a process and all the children it has or had, ms: a backend that ended has cost, too. */
export function treeCpuMs(pid: number): number {
  const own = statOf(pid)
  if (!own) return Number.NaN
  return childrenOf(pid).reduce((sum, child) => sum + (statOf(child)?.ownMs ?? 0), own.ownMs + own.reapedMs)
}

/** Resident memory of one process, MB. */
export function residentMb(pid: number): number {
  return fieldMb(`/proc/${pid}/status`, 'VmRSS')
}

/** Memory of a process and its children, MB: each shared page counted once in all, in proportion (PSS). */
export function treeProportionalMb(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, each) => {
    const mb = fieldMb(`/proc/${each}/smaps_rollup`, 'Pss')
    // A backend may end while we read.
    return Number.isNaN(mb) && each !== pid ? sum : sum + mb
  }, 0)
}

function fieldMb(file: string, field: string): number {
  try {
    const kb = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1]
    return Number(kb) / KB_PER_MB
  } catch {
    return Number.NaN
  }
}
