/**
 * The period that somebody asks figures of, as the clocks on a wall count it: by days of a time zone, or between
 * two times; and the one of the same length before it, to compare with. The database knows the time zones.
 */
import assert from 'node:assert/strict'
import { PERIOD_DAYS_MAX } from '../contract/schema.ts'
import { Problem } from '../contract/problem.ts'
import { sqlState, type Sql } from '../sql/database.ts'

const TIME_ZONE_DEFAULT = 'UTC'
const UNKNOWN_TIME_ZONE = '22023'
/** Nobody sold anything here before, or will after. */
const YEAR_MIN = 1970
const YEAR_MAX = 9000

export type PeriodQuery = {
  readonly from?: string
  readonly to?: string
  readonly timeZone?: string
}

export type Period = {
  readonly timeZone: string
  readonly from: Date
  readonly to: Date
  /** Where the period before begins; it ends where this one begins. */
  readonly before: Date
  /** Its length in days of the wall: whole ones stay whole when the clocks change. */
  readonly days: number
}

type Edge = { readonly day: string } | { readonly time: Date }

/** Throws `invalid_query` for what is no time, no time zone, no period or too long a one. */
export async function readPeriod(sql: Sql, query: PeriodQuery, now: number): Promise<Period> {
  const { timeZone = TIME_ZONE_DEFAULT } = query
  const from = query.from === undefined ? undefined : edgeOf(query.from, 'from')
  const to = query.to === undefined ? { time: new Date(now) } : edgeOf(query.to, 'to')
  const period = await knownZone(periodIn(sql, timeZone, from, to))
  if (period.days <= 0) throw refusal('to', 'must lie behind from')
  if (period.days > PERIOD_DAYS_MAX) throw refusal('from', `lies more than ${PERIOD_DAYS_MAX} days before to`)
  return { timeZone, ...period }
}

/** Where a list begins and ends; null where it is open. Throws `invalid_query` for what is no time or time zone. */
export async function readBounds(
  sql: Sql,
  { timeZone = TIME_ZONE_DEFAULT, ...query }: PeriodQuery,
): Promise<{ readonly from: Date | null; readonly to: Date | null }> {
  const from = query.from === undefined ? undefined : edgeOf(query.from, 'from')
  const to = query.to === undefined ? undefined : edgeOf(query.to, 'to')
  if (dayOf(from) === null && dayOf(to) === null) return { from: timeOf(from), to: timeOf(to) }
  return knownZone(boundsIn(sql, timeZone, from, to))
}

async function periodIn(
  sql: Sql,
  timeZone: string,
  from: Edge | undefined,
  to: Edge,
): Promise<Omit<Period, 'timeZone'>> {
  const [period] = await sql.rows<Omit<Period, 'timeZone'>>`
    with ending as (
      select coalesce(${dayOf(to)}::date + interval '1 day', ${timeOf(to)}::timestamptz at time zone ${timeZone}) as ends),
    local as (
      select ends, coalesce(${dayOf(from)}::date::timestamp, ${timeOf(from)}::timestamptz at time zone ${timeZone},
                            date_trunc('day', ends - interval '29 days 1 microsecond')) as begins
        from ending)
    select coalesce(${timeOf(from)}, begins at time zone ${timeZone}) as "from",
           coalesce(${timeOf(to)}, ends at time zone ${timeZone}) as "to",
           (begins - (ends - begins)) at time zone ${timeZone} as before,
           extract(epoch from ends - begins)::float8 / 86400 as days
      from local`
  assert(period, 'a row made of values')
  return period
}

async function boundsIn(sql: Sql, timeZone: string, from: Edge | undefined, to: Edge | undefined) {
  const [bounds] = await sql.rows<{ from: Date | null; to: Date | null }>`
    select coalesce(${timeOf(from)}::timestamptz, ${dayOf(from)}::date::timestamp at time zone ${timeZone}) as "from",
           coalesce(${timeOf(to)}::timestamptz,
                    (${dayOf(to)}::date + interval '1 day') at time zone ${timeZone}) as "to"`
  assert(bounds, 'a row made of values')
  return bounds
}

async function knownZone<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (sqlState(error) !== UNKNOWN_TIME_ZONE) throw error
    throw refusal('timeZone', 'is no time zone; send a name such as Europe/Berlin')
  }
}

const dayOf = (edge: Edge | undefined) => (edge && 'day' in edge ? edge.day : null)
const timeOf = (edge: Edge | undefined) => (edge && 'time' in edge ? edge.time : null)

function edgeOf(text: string, name: string): Edge {
  const time = new Date(text)
  const year = time.getUTCFullYear()
  if (!(year >= YEAR_MIN && year <= YEAR_MAX)) throw refusal(name, 'is no time that there are figures of')
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? { day: text } : { time }
}

function refusal(name: string, message: string): Problem {
  return new Problem('invalid_query', {
    detail: `The query parameter ${name} ${message}.`,
    errors: [{ path: `/${name}`, message, code: 'query' }],
  })
}
