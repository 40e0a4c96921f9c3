/** What a shop sold, in numbers: for the first page that staff opens in the morning. */
import { Currency, Id, Nullable, Time, periodQuery } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Status } from './shapes.ts'

export const TOP_PRODUCTS_MAX = 10

const Count = Type.Integer({ minimum: 0 })
const Day = Type.String({ format: 'date', examples: ['2026-01-15'] })
/** Sums of many orders are larger than an amount may be. */
const Sum = (description: string) => Type.Number({ description })

const figures = {
  orders: Type.Integer({ minimum: 0, description: 'Placed then, whatever became of them.' }),
  paidOrders: Type.Integer({ minimum: 0, description: 'Of these, how many were paid.' }),
  revenue: Sum('What was paid for them, less what has gone back of them until now.'),
  refunds: Sum('What has gone back of them until now.'),
}
const Totals = {
  ...figures,
  averageOrderValue: Sum('What was paid on average for one that was paid, before refunds; 0 without any.'),
}

const OrderSummary = Type.Object({
  from: Time,
  to: Time,
  timeZone: Type.String(),
  currency: {
    ...Nullable(Currency),
    description:
      'Of all amounts here: the one asked for, or that of most orders. Null where there are no orders.',
  },
  totals: Type.Object(Totals),
  previous: Type.Object(
    { from: Time, to: Time, ...Totals },
    { description: 'The period of the same length before this one.' },
  ),
  days: Type.Array(Type.Object({ date: Day, ...figures }), {
    description: 'Every day of the period, those without orders too.',
  }),
  statuses: Type.Array(Type.Object({ status: Status, orders: Count }), {
    description: 'How many of them are where now, those that there are.',
  }),
  topProducts: Type.Array(
    Type.Object({
      sku: Id,
      name: Type.String(),
      quantity: Type.Integer({ description: 'Pieces, less those that were refunded by the piece.' }),
      revenue: Sum('What was paid for these pieces after discounts, with tax, less refunds by the piece.'),
    }),
    { maxItems: TOP_PRODUCTS_MAX, description: 'What brought in most, of paid orders.' },
  ),
  topProductsOf: Type.Integer({
    minimum: 0,
    description:
      'How many paid orders the top products were counted in: the newest 50,000 where there are more.',
  }),
  currencies: Type.Array(Type.Object({ currency: Currency, ...Totals }), {
    description: 'The same totals in every currency that was sold in, most orders first.',
  }),
})

export const figureRoutes = {
  summary: {
    method: 'GET',
    path: '/api/v1/orders/summary',
    summary:
      'What was sold in a period, by day, status, product and currency, beside the period before; the last 30 days unless said, 366 at most',
    policy: { permission: 'orders:read' },
    query: periodQuery({
      currency: Type.Optional({ ...Currency, description: 'Which orders are counted in days and totals.' }),
    }),
    output: OrderSummary,
  },
} as const
