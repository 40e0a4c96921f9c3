/** Changing rates, one after the other: who changes one holds the page of the book. */
import { tax, type NewTaxRate, type TaxRateChange } from '@rialto/contracts/tax'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import { once } from '@rialto/kernel/idempotency/idempotency'
import type { Needs, Uses } from '@rialto/kernel/service/service'
import type { Tx } from '@rialto/kernel/sql/database'
import { regionCode } from '../place/domain.ts'
import type { RateMemory } from './memory.ts'
import { deleteRate, findRate, insertRate, turnPage, updateRate, type RateRow } from './store.ts'
import { basisPointsOf, countryOf, rateView } from './view.ts'

/** All of them are in memory. */
const RATES_MAX = 5_000
const NAME_DEFAULT = 'VAT'

export type RateNeeds = Needs<Uses> & { readonly memory: RateMemory }

/** Throws `rate_exists`, `too_many_rates` or `validation_failed`. */
export async function addRate(needs: RateNeeds, wanted: NewTaxRate, call: Call): Promise<Answer> {
  const { db, memory } = needs
  const rate = rateOf(needs, wanted)
  const answer = await once(db, call, 201, async (tx) => {
    if ((await turnPage(tx)) >= RATES_MAX) {
      throw new Problem('too_many_rates', { detail: `The shop keeps ${RATES_MAX} rates. Remove one first.` })
    }
    if (!(await insertRate(tx, rate))) {
      throw new Problem('rate_exists', {
        detail: 'Change the rate that is there, or remove it first: GET /api/v1/tax/rates names it.',
      })
    }
    await tell(needs, tx, rate, rate.basisPoints)
    return rateView(rate)
  })
  await memory.refresh()
  return answer
}

/** Throws `unknown_rate`, or `lost_update` where If-Match names an older version. */
export async function changeRate(
  needs: RateNeeds,
  id: string,
  change: TaxRateChange,
  call: Call,
): Promise<Answer> {
  const { rate: percent, ...rest } = change
  const wanted = { ...rest, ...(percent === undefined ? {} : { basisPoints: basisPointsOf(percent) }) }
  return onRate(needs, id, call, async (tx, before) => {
    const updatedAt = new Date(needs.clock.now())
    const after = { ...before, ...wanted, version: before.version + 1, updatedAt }
    await updateRate(tx, after)
    await tell(needs, tx, after, after.basisPoints)
    return after
  })
}

/** Answers with the rate as it was. Throws as `changeRate`. */
export async function removeRate(needs: RateNeeds, id: string, call: Call): Promise<Answer> {
  return onRate(needs, id, call, async (tx, before) => {
    await deleteRate(tx, id)
    await tell(needs, tx, before, null)
    return before
  })
}

async function onRate(
  { db, memory }: RateNeeds,
  id: string,
  { ifMatch }: Call,
  work: (tx: Tx, before: RateRow) => Promise<RateRow>,
): Promise<Answer> {
  const after = await db.transaction(async (tx) => {
    await turnPage(tx)
    const before = await findRate(tx, id)
    if (!before) throw new Problem('unknown_rate', { detail: `There is no rate ${id}.` })
    if (ifMatch !== undefined && ifMatch !== '*' && !ifMatch.includes(etagOf(before))) {
      throw new Problem('lost_update', { detail: 'Somebody changed this rate. Read it again, then decide.' })
    }
    return work(tx, before)
  })
  await memory.refresh()
  return Answer.of(rateView(after), 200, { etag: etagOf(after) })
}

export function etagOf({ version }: RateRow): string {
  return `"${version}"`
}

function rateOf({ ids, clock }: RateNeeds, wanted: NewTaxRate): RateRow {
  const country = countryOf(wanted.country)
  return {
    id: ids.next('txr'),
    country,
    region: wanted.region === undefined ? '' : regionCode(country, wanted.region),
    category: wanted.category?.trim() ?? '',
    name: wanted.name ?? NAME_DEFAULT,
    basisPoints: basisPointsOf(wanted.rate),
    inclusive: wanted.inclusive ?? false,
    rounding: wanted.rounding ?? 'half_even',
    version: 1,
    updatedAt: new Date(clock.now()),
  }
}

async function tell({ wake }: RateNeeds, tx: Tx, rate: RateRow, basisPoints: number | null): Promise<void> {
  const { id, country, region, category } = rate
  const data = { rateId: id, country, region: region || null, category: category || null, rate: basisPoints }
  await publish(tx, [eventOf(tax, 'rates_changed', id, data)])
  tx.afterCommit(wake)
}
