/** The figures of a period, for staff. What is counted is what was placed then, with what became of it since. */
import { TOP_PRODUCTS_MAX } from '@rialto/contracts/order'
import { readPeriod, type PeriodQuery } from '@rialto/kernel/list/period'
import { toMajor } from '@rialto/kernel/money/money'
import type { Clock } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { byCurrency, byDay, byStatus, totalsOf, type Figures } from './domain.ts'
import { addUp, daysOf, topProducts } from './store.ts'

type SummaryQuery = PeriodQuery & { readonly currency?: string }

export function figureRoutes({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  return {
    summary: async ({ query }: { query: SummaryQuery }) => {
      const period = await readPeriod(db.relaxed, query, clock.now())
      const [all, days] = await Promise.all([addUp(db.relaxed, period), daysOf(db.relaxed, period)])
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
        timeZone: period.timeZone,
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
