/** The period that the dashboard tells of, from its address: so many days until today, or from one day to another. */
import { PERIOD_DAYS_MAX } from '@rialto/kernel/contract/schema'
import type { Params } from '../shell/guarded.tsx'

const DAY_MS = 24 * 60 * 60 * 1000
export const DAYS_OFFERED = [7, 30, 90, 365] as const
const DAYS_USUAL = 30

export type Period = {
  /** Days by the calendar of whoever looks, both included. */
  readonly from: string
  readonly to: string
  readonly days: number
  /** One of those offered, until today; undefined for days of one's own choice. */
  readonly offered: number | undefined
}

export function readPeriod(query: Params, now: Date, timeZone: string): Period {
  const today = dayIn(now, timeZone)
  const [from, to] = [dayOf(query['from']), dayOf(query['to'])]
  if (from !== undefined && to !== undefined && from <= to) {
    const days = daysBetween(from, to) + 1
    if (days <= PERIOD_DAYS_MAX) return { from, to, days, offered: undefined }
  }
  const offered = DAYS_OFFERED.find((days) => String(days) === query['days']) ?? DAYS_USUAL
  return { from: dayBefore(today, offered - 1), to: today, days: offered, offered }
}

/** The same number of days, just before. */
export function periodBefore({ from, days }: Pick<Period, 'from' | 'days'>) {
  return { from: dayBefore(from, days), to: dayBefore(from, 1) }
}

export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

function dayIn(now: Date, timeZone: string): string {
  // Sweden writes days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now)
}

function dayOf(text: string | string[] | undefined): string | undefined {
  if (typeof text !== 'string' || !/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  // The 31st of February would be another day.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text
}
