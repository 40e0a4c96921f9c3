/** The figures of a period, for staff. What is counted is what was placed then, with what became of it since. */
import { FIGURES_DAYS_MAX, TOP_PRODUCTS_MAX } from '@rialto/contracts/order'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { toMajor } from '@rialto/kernel/money/money'
import type { Clock } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { byCurrency, byDay, byStatus, totalsOf, type Figures } from './domain.ts'
import { addUp, daysOf, periodIn, topProducts, type Edge, type Period } from './store.ts'

const TIME_ZONE_DEFAULT = 'UTC'
/** Nobody sold anything here before, or will after; the database counts no further than it must. */
const YEAR_MIN = 1970
const YEAR_MAX = 9000

type SummaryQuery = {
  readonly from?: string
  readonly to?: string
  readonly timeZone?: string
  readonly currency?: string
}

export function figureRoutes({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  return {
    summary: async ({ query }: { query: SummaryQuery }, _call: Call) => {
      const { timeZone = TIME_ZONE_DEFAULT } = query
      const period = await wantedPeriod(query, timeZone)
      const [all, days] = await Promise.all([
        addUp(db.relaxed, period, timeZone),
        daysOf(db.relaxed, period, timeZone),
      ])
      const currencies = byCurrency(all.filter(({ day }) => day !== null))
      const currency = query.currency ?? currencies[0]?.currency ?? byCurrency(all)[0]?.currency ?? null
      const sold = all.filter((one) => one.currency === currency)
      const now = sold.filter(({ day }) => day !== null)
      const top =
        currency === null
          ? { products: [], orders: 0 }
          : await topProducts(db.relaxed, period, currency, TOP_PRODUCTS_MAX)
      return {
        from: period.from.toISOString(),
        to: period.to.toISOString(),
        timeZone,
        currency,
        totals: shown(totalsOf(now), currency),
        previous: {
          from: period.before.toISOString(),
          to: period.from.toISOString(),
          ...shown(totalsOf(sold.filter(({ day }) => day === null)), currency),
        },
        days: byDay(days, now).map((day) => shown(day, currency)),
        statuses: byStatus(now),
        topProducts: top.products.map(({ revenue, ...product }) => ({
          ...product,
          revenue: major(revenue, currency),
        })),
        topProductsOf: top.orders,
        currencies: currencies.map((each) => ({
          currency: each.currency,
          ...shown(each.totals, each.currency),
        })),
      }
    },
  }

  async function wantedPeriod({ from, to }: SummaryQuery, timeZone: string): Promise<Period> {
    const begins = from === undefined ? undefined : edgeOf(from, 'from')
    const ends = to === undefined ? { time: new Date(clock.now()) } : edgeOf(to, 'to')
    const period = await periodIn(db.relaxed, timeZone, begins, ends)
    if (!period) throw refusal('timeZone', 'is no time zone; send a name such as Europe/Berlin')
    if (period.days <= 0) throw refusal('to', 'must lie behind from')
    if (period.days > FIGURES_DAYS_MAX)
      throw refusal('from', `lies more than ${FIGURES_DAYS_MAX} days before to`)
    return period
  }
}

function edgeOf(text: string, name: string): Edge {
  const time = new Date(text)
  const year = time.getUTCFullYear()
  if (!(year >= YEAR_MIN && year <= YEAR_MAX))
    throw refusal(name, 'is no time that a shop could be asked for')
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? { day: text } : { time }
}

type Amounts = Pick<Figures, 'revenue' | 'refunds'> & { readonly averageOrderValue?: number }

/** In major units. Without an order there is no currency, and nothing but zeroes. */
function shown<F extends Amounts>(figures: F, currency: string | null): F {
  const { averageOrderValue } = figures
  return {
    ...figures,
    revenue: major(figures.revenue, currency),
    refunds: major(figures.refunds, currency),
    ...(averageOrderValue === undefined ? {} : { averageOrderValue: major(averageOrderValue, currency) }),
  }
}

function major(minor: number, currency: string | null): number {
  return currency === null ? minor : toMajor(minor, currency)
}

function refusal(name: string, message: string): Problem {
  return new Problem('invalid_query', {
    detail: `The query parameter ${name} ${message}.`,
    errors: [{ path: `/${name}`, message, code: 'query' }],
  })
}
