/** Shipping: what it costs and how long it takes, from rules in memory; and where each parcel is. */
import { countryCode } from '@rialto/contracts/country'
import { order } from '@rialto/contracts/order'
import { shipping, type ShippingMethods } from '@rialto/contracts/shipping'
import { Problem } from '@rialto/kernel/contract/problem'
import { forgetOldKeys } from '@rialto/kernel/idempotency/idempotency'
import { toMajor, toMinor } from '@rialto/kernel/money/money'
import type { Clock } from '@rialto/kernel/ports/ports'
import { defineService } from '@rialto/kernel/service/service'
import {
  afterWorkingDays,
  METHODS,
  quote,
  quoteAll,
  ZONES,
  type Basket,
  type Quoted,
} from './method/domain.ts'
import { shippingReactions } from './reactions.ts'
import { shipmentRoutes } from './shipment/routes.ts'

const CURRENCY_DEFAULT = 'USD'
const FORGET_EVERY_MS = 60_000

export const shippingService = defineService({
  contract: shipping,
  uses: {},
  listens: [`${order.name}.shipped`, `${order.name}.delivered`],
  migrations: new URL('./migrations/', import.meta.url),
  open: (needs) => ({
    routes: { ...methodRoutes(needs.clock), ...shipmentRoutes(needs) },
    reactions: shippingReactions(needs.ids, needs.wake),
    jobs: [{ name: 'forget-keys', everyMs: FORGET_EVERY_MS, run: () => forgetOldKeys(needs.db) }],
  }),
})

type Asked = { country?: string; currency?: string; subtotal?: number; method?: string }

function methodRoutes(clock: Clock) {
  return {
    zones: async () => ({
      items: ZONES.map(({ countries, ...zone }) => ({ ...zone, countries: [...countries] })),
    }),

    methods: async ({ query }: { query?: Asked }) => estimate(query ?? {}, clock),

    estimate: async ({ body }: { body: Asked }) => estimate(body, clock),

    quote: async ({ body }: { body: Basket }) => {
      const quoted = quote(body)
      if (!quoted) throw unknownMethod(body.method)
      const { method, label, amount, reason } = quoted
      return { method, label, amount, reason }
    },
  }
}

function estimate(
  { country: place, currency = CURRENCY_DEFAULT, subtotal = 0, method }: Asked,
  clock: Clock,
): ShippingMethods {
  const country = place === undefined ? null : countryOf(place)
  const basket = { currency, country, subtotal: toMinor(subtotal, currency, '/subtotal') }
  const quoted = method === undefined ? quoteAll(basket) : [quote({ ...basket, method })]
  const today = new Date(clock.now())
  return {
    items: quoted.map((each) => {
      if (!each) throw unknownMethod(method ?? '')
      return methodView(each, currency, today)
    }),
  }
}

function methodView({ amount, days: [daysMin, daysMax], ...rest }: Quoted, currency: string, today: Date) {
  return {
    ...rest,
    price: toMajor(amount, currency),
    currency,
    delivery: {
      daysMin,
      daysMax,
      earliest: afterWorkingDays(today, daysMin),
      latest: afterWorkingDays(today, daysMax),
    },
  }
}

function countryOf(text: string): string {
  const code = countryCode(text)
  if (code !== undefined) return code
  throw new Problem('validation_failed', {
    detail: 'Send the country as its ISO 3166-1 code or its English name.',
    errors: [{ path: '/country', message: 'is not a country', code: 'country' }],
  })
}

function unknownMethod(method: string): Problem {
  const known = Object.keys(METHODS)
  return new Problem('unknown_shipping_method', {
    detail: `There is no shipping method ${method}. Choose one of: ${known.join(', ')}.`,
    methods: known,
  })
}
