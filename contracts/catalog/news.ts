/** What changed in what the shop shows: for whoever keeps pages of it. */
import { Id } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

/** One that changed more at once has changed everything. */
export const NEWS_PRODUCTS_MAX = 500
const WAIT_MS_MAX = 2_000

export const newsRoutes = {
  news: {
    method: 'POST',
    path: 'news',
    summary:
      'What changed since a point that an earlier answer gave; waits until there is something. Without a point, where to begin. The same may be told twice, and nothing is left out: what is too long ago is told as `all`',
    policy: 'service',
    body: Type.Object({
      since: Type.Union([Type.String({ maxLength: 10_000 }), Type.Null()]),
      waitMs: Type.Integer({ minimum: 0, maximum: WAIT_MS_MAX }),
    }),
    output: Type.Object({
      next: Type.String({ description: 'The point to ask from the next time.' }),
      products: Type.Array(Id, {
        maxItems: NEWS_PRODUCTS_MAX,
        description: 'Products that changed, came, went, sold out or came back.',
      }),
      categories: Type.Boolean({
        description: 'Whether categories changed, or how many products there are in one.',
      }),
      all: Type.Boolean({ description: 'Whether anything may have changed.' }),
    }),
  },
} as const
