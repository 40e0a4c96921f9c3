/** How many carts became orders, for staff. */
import { Time, periodQuery } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const figures = {
  begun: Type.Integer({
    minimum: 0,
    description:
      'Carts that got their first line then; one that is emptied and filled again counts once a day.',
  }),
  ordered: Type.Integer({ minimum: 0, description: 'Of these, how many were ordered from until now.' }),
  conversion: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], {
    description: 'The one by the other; null where no cart was begun.',
    examples: [0.31],
  }),
}

export const figureRoutes = {
  summary: {
    method: 'GET',
    path: '/api/v1/cart-summary',
    summary:
      'How many carts were begun in a period and how many of them became orders, beside the period before; the last 30 days unless said',
    policy: { permission: 'carts:read' },
    query: periodQuery({}),
    output: Type.Object({
      from: Time,
      to: Time,
      timeZone: Type.String(),
      ...figures,
      previous: Type.Object({ from: Time, to: Time, ...figures }),
      countedSince: Type.Union([Time, Type.Null()], {
        description:
          'When the first cart was counted: what lies before it is not known. Null before the first.',
      }),
    }),
  },
} as const
