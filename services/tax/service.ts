/** Tax: rates that staff keep, and what they come to. What stands in the way of an order is answered from memory. */
import { tax, type NewTaxRate, type TaxQuestion, type TaxRateChange } from '@rialto/contracts/tax'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import { forgetOldKeys } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import { defineService } from '@rialto/kernel/service/service'
import { calculate } from './calculation/domain.ts'
import { assess, type Sale } from './domain.ts'
import { regionCode } from './place/domain.ts'
import { addRate, changeRate, etagOf, removeRate, type RateNeeds } from './rate/change.ts'
import { openRateMemory } from './rate/memory.ts'
import { forgetCalculations } from './rate/store.ts'
import { countryOf, rateView } from './rate/view.ts'

const FORGET_EVERY_MS = 60_000
const FORGET_CALCULATIONS_EVERY_MS = 60 * 60 * 1_000
const EVENTS_PER_BITE_MAX = 1_000

export const taxService = defineService({
  contract: tax,
  uses: {},
  migrations: new URL('./migrations/', import.meta.url),
  open: async (needs) => {
    const memory = await openRateMemory(needs)
    const all = { ...needs, memory }
    return {
      routes: {
        ...readRoutes(all),
        ...changeRoutes(all),
        assess: async ({ body }: { body: Sale }) => assess(memory.book(), body),
        calculate: ({ body }: { body: TaxQuestion }) => tellCalculation(all, body),
      },
      jobs: [
        { name: 'forget-keys', everyMs: FORGET_EVERY_MS, run: () => forgetOldKeys(needs.db) },
        {
          name: 'forget-calculations',
          everyMs: FORGET_CALCULATIONS_EVERY_MS,
          run: async () => {
            const gone = await forgetCalculations(needs.db.relaxed, EVENTS_PER_BITE_MAX)
            return { more: gone === EVENTS_PER_BITE_MAX }
          },
        },
      ],
      close: () => memory.stop(),
    }
  },
})

/** Where a list goes on: behind this country, region and category. */
const rateCursor = cursors<readonly [string, string, string]>('tax rates')

type ListQuery = { limit?: number; cursor?: string; country?: string; region?: string; category?: string }
type ById = { params: { id: string } }

function readRoutes({ memory }: RateNeeds) {
  return {
    rates: async ({ query }: { query: ListQuery }) => {
      const limit = query.limit ?? LIST_LIMIT_DEFAULT
      const country = query.country === undefined ? undefined : countryOf(query.country)
      const region = query.region === undefined ? undefined : regionCode(country ?? 'US', query.region)
      const category = query.category?.trim()
      const after = query.cursor === undefined ? undefined : rateCursor.decode(query.cursor)
      const wanted = memory
        .rates()
        .filter((rate) => country === undefined || rate.country === country)
        .filter((rate) => region === undefined || rate.region === region)
        .filter((rate) => category === undefined || rate.category === category)
      const rest = wanted.filter((rate) => after === undefined || isBehind(rate, after))
      const found = page(
        rest,
        limit,
        (rate) => [rate.country, rate.region, rate.category] as const,
        rateCursor.encode,
      )
      return { items: found.items.map(rateView), nextCursor: found.nextCursor, total: wanted.length }
    },

    rate: async ({ params }: ById) => {
      const rate = memory.rates().find(({ id }) => id === params.id)
      if (!rate) throw new Problem('unknown_rate', { detail: `There is no rate ${params.id}.` })
      return Answer.of(rateView(rate), 200, { etag: etagOf(rate) })
    },
  }
}

function changeRoutes(needs: RateNeeds) {
  const change = async ({ params, body }: ById & { body: TaxRateChange }, call: Call) =>
    changeRate(needs, params.id, body, call)
  return {
    addRate: async ({ body }: { body: NewTaxRate }, call: Call) => addRate(needs, body, call),
    changeRate: change,
    putRate: change,
    removeRate: async ({ params }: ById, call: Call) => removeRate(needs, params.id, call),
  }
}

/** What was asked for is told without a person in it, and does not wait for the disk. */
async function tellCalculation({ db, ids, memory, wake }: RateNeeds, question: TaxQuestion) {
  const { view, taxable, tax: added, included } = calculate(memory.book(), question)
  const { country, region, currency } = view
  const event = eventOf(tax, 'calculated', ids.next('txc'), {
    country,
    region,
    currency,
    taxable,
    tax: added,
    included,
  })
  await db.relaxed.transaction(async (tx) => {
    await publish(tx, [event])
    tx.afterCommit(wake)
  })
  return view
}

type Placed = { readonly country: string; readonly region: string; readonly category: string }

/** By code unit, as the database sorts these columns. */
function isBehind(rate: Placed, [country, region, category]: readonly [string, string, string]): boolean {
  if (rate.country !== country) return rate.country > country
  if (rate.region !== region) return rate.region > region
  return rate.category > category
}
