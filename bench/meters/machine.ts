/** How busy the whole machine was: figures taken while somebody else used it are not about us. */
import { readFileSync } from 'node:fs'
import { msPerTick } from './processes.ts'

/** After `cpu`: user, nice, system, idle, iowait, irq, softirq, steal. */
const IDLE_FIELDS = [3, 4]
const COUNTED_FIELDS = 8

/** Processor time that all cores have spent on anything since the start, ms; NaN where it cannot be read. */
export function machineBusyMs(): number {
  try {
    return busyTicks(readFileSync('/proc/stat', 'utf8')) * msPerTick()
  } catch {
    return Number.NaN
  }
}

/** What was stolen by other guests of the same host counts, too: it was not ours. */
export function busyTicks(stat: string): number {
  const fields = /^cpu +(.*)$/m.exec(stat)?.[1]?.split(' ').slice(0, COUNTED_FIELDS).map(Number) ?? []
  return fields.reduce((sum, ticks, field) => (IDLE_FIELDS.includes(field) ? sum : sum + ticks), 0)
}
