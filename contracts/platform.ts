/** The platform itself: what the shop is, for everybody, and how its services are, for staff. */
import { contract, type Client, type Output } from '@rialto/kernel/contract/contract'
import { Currency, Nullable, described } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const Count = Type.Integer({ minimum: 0 })
const Ms = Type.Number({ minimum: 0, description: 'Milliseconds.' })

const Calls = Type.Object({
  seconds: described(
    Type.Number({ minimum: 0 }),
    'How long they were counted: 300 at most, less after a start.',
  ),
  count: Count,
  failed: described(Count, 'Of these, how many were answered with a 5xx.'),
  p50Ms: described(
    Nullable(Ms),
    'Half were answered within it, as far as the buckets tell; null without calls.',
  ),
  p95Ms: Nullable(Ms),
})

const Service = Type.Object({
  name: Type.String(),
  summary: Type.String(),
  origin: described(Nullable(Type.String()), 'Where it is asked; null for this very process.'),
  status: Type.Enum(['ok', 'down']),
  latencyMs: described(Ms, 'How long it took to look.'),
  calls: described(
    Nullable(Calls),
    'From clients and from other services, in this process; null for one that lives elsewhere, which counts them itself.',
  ),
  asks: described(
    Type.Array(
      Type.Object({
        service: Type.String(),
        count: described(
          Nullable(Count),
          'How often within the time of `calls`; null from one that lives elsewhere.',
        ),
      }),
    ),
    'Whom it calls.',
  ),
  hears: described(Type.Array(Type.String()), 'Whose events it listens to.'),
  unreadEvents: described(
    Nullable(Count),
    'What others said and it has not heard yet; null where nobody could be asked.',
  ),
  oldestUnreadMs: described(Nullable(Ms), 'How long the oldest of them waits; null where nothing does.'),
  parkedEvents: described(
    Nullable(Count),
    'What it could not take in; null for one that keeps nothing, or does not answer.',
  ),
  connections: described(
    Nullable(
      Type.Object({ total: Count, idle: Count, waiting: described(Count, 'Callers who wait for one.') }),
    ),
    'To its database, from this process.',
  ),
})

const TestCard = Type.Object({
  number: Type.String({ examples: ['4242 4242 4242 4242'] }),
  token: Type.String({ examples: ['tok_visa'] }),
  what: described(Type.String(), 'What becomes of a payment with it: “pays”, “is refused”.'),
})

export const platform = contract({
  name: 'platform',
  summary: 'What the shop is, and how its services are',
  problems: {},
  routes: {
    shop: {
      method: 'GET',
      path: '/api/v1/shop',
      summary: 'The shop’s name, currency and way of payment, and where it sends',
      policy: 'public',
      output: Type.Object({
        name: Type.String({ examples: ['Rialto'] }),
        profile: Type.Enum(['demo', 'production']),
        currency: described(Currency, 'Of prices, where nothing else is said.'),
        payments: Type.Object({
          provider: Type.Enum(['sandbox', 'stripe']),
          testCards: described(Type.Array(TestCard), 'Of the demo shop, which moves no money; else none.'),
        }),
        shipsTo: described(
          Nullable(Type.Array(Type.String(), { description: 'ISO 3166-1 alpha-2.' })),
          'Null: everywhere.',
        ),
      }),
    },
    services: {
      method: 'GET',
      path: '/api/v1/services',
      summary: 'How each service is, where it lives, how it answers, and how far it is behind the others',
      policy: { permission: 'metrics:read' },
      output: Type.Object({ items: Type.Array(Service) }),
    },
  },
  events: {},
})

export type PlatformClient = Client<typeof platform>
export type ShopView = Output<(typeof platform)['routes']['shop']>
export type ServiceView = Output<(typeof platform)['routes']['services']>['items'][number]
