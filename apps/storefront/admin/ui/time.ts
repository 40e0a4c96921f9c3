/** Times as one says them. */

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const RELATIVE_DAYS_MAX = 7
const YEAR = { year: 'numeric' } as const
const DAY = { day: 'numeric', month: 'short' } as const
const MOMENT = {
  ...DAY,
  ...YEAR,
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
} as const

/** A zone that there is; anything else is UTC. */
export function zoneOf(text: string | undefined): string {
  if (text === undefined) return 'UTC'
  try {
    const zone = decodeURIComponent(text)
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

/** “3 min ago” or “in 3 min”; from a week on, the day. */
export function agoText(at: string, now: Date, zone: string): string {
  const ms = now.getTime() - Date.parse(at)
  if (ms < -DAY_MS) return dayText(at, now, zone)
  if (ms < -HOUR_MS) return `in ${Math.round(-ms / HOUR_MS)} h`
  if (ms < -MINUTE_MS) return `in ${Math.round(-ms / MINUTE_MS)} min`
  if (ms < MINUTE_MS) return 'just now'
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min ago`
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h ago`
  const days = Math.floor(ms / DAY_MS)
  if (days < RELATIVE_DAYS_MAX) return days === 1 ? 'yesterday' : `${days} days ago`
  return dayText(at, now, zone)
}

/** “26 Nov”, with the year where it is another one. */
export function dayText(at: string, now: Date, timeZone: string): string {
  const { day, dayOfYear, year } = wordsIn(timeZone)
  const date = new Date(at)
  return (year.format(date) === year.format(now) ? day : dayOfYear).format(date)
}

/** “9 ms”, “1.4 s”, “3 min”, “2 h”, “4 days”. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${ms} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`
  const minutes = Math.round(ms / 60_000)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}

/** “Mon 30 Nov 2026, 17:40:23 CET”. */
export function exactText(at: string, timeZone: string): string {
  return wordsIn(timeZone).moment.format(new Date(at))
}

type Words = Readonly<Record<'year' | 'day' | 'dayOfYear' | 'moment', Intl.DateTimeFormat>>

/** To make a format takes a hundred times as long as to use it, and a list uses it in each row. */
const words = new Map<string, Words>()
/** Whoever asks names the zone: no more of them are remembered than a shop has people in. */
const ZONES_MAX = 50

function wordsIn(timeZone: string): Words {
  const known = words.get(timeZone)
  if (known !== undefined) return known
  const format = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...parts, timeZone })
  const made = {
    year: format(YEAR),
    day: format(DAY),
    dayOfYear: format({ ...DAY, ...YEAR }),
    moment: format(MOMENT),
  }
  if (words.size >= ZONES_MAX) words.clear()
  words.set(timeZone, made)
  return made
}
