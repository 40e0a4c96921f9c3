/**
 * The payment sandbox: a provider that behaves as its documented tokens say and keeps a log of its own,
 * like a bank. For demos and tests; the production profile refuses it.
 *
 * | token | what happens |
 * | --- | --- |
 * | `tok_visa` | pays |
 * | `tok_declined`, `tok_insufficient_funds`, `tok_expired` | refused |
 * | `tok_timeout` | no answer, and nothing was charged |
 * | `tok_timeout_charged` | no answer, but the money was taken |
 * | `tok_slow` | pays after 5 s |
 * | `tok_3ds` | needs a confirmation by the cardholder |
 */
import { coalesce } from '@rialto/kernel/batch/coalescer'
import type { Timers } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'

const CHARGES_PER_BATCH_MAX = 256
const TIMEOUT_MS = 200
const SLOW_MS = 5_000

export type ChargeRequest = {
  /** The same key is charged once; asked again, the first outcome stands. */
  readonly key: string
  readonly amount: number
  readonly currency: string
  readonly token: string
}

export type ChargeOutcome = {
  readonly key: string
  readonly outcome: 'captured' | 'declined' | 'requires_action' | 'abandoned'
  readonly reference: string
  readonly reason: string | null
  readonly amount: number
  readonly currency: string
}

export type RefundRequest = {
  readonly key: string
  readonly chargeKey: string
  readonly amount: number
  readonly currency: string
}

export const SANDBOX_MIGRATIONS = new URL('./migrations/', import.meta.url)

const OUTCOMES: Readonly<Record<string, readonly [ChargeOutcome['outcome'], string | null]>> = {
  tok_visa: ['captured', null],
  tok_slow: ['captured', null],
  tok_timeout_charged: ['captured', null],
  tok_declined: ['declined', 'card_declined'],
  tok_insufficient_funds: ['declined', 'insufficient_funds'],
  tok_expired: ['declined', 'expired_card'],
  tok_3ds: ['requires_action', 'authentication_required'],
}

/** The sandbox on a database of its own, which it closes in the end. */
export function openSandbox({ db, timers }: { readonly db: Database; readonly timers: Timers }) {
  const write = coalesce<ChargeRequest, ChargeOutcome>({
    name: 'sandbox.charge',
    itemsMax: CHARGES_PER_BATCH_MAX,
    lanes: 1,
    run: (requests) => writeCharges(db, requests),
  })

  return {
    name: 'sandbox',
    tokenDefault: 'tok_visa',

    async charge(request: ChargeRequest): Promise<ChargeOutcome> {
      if (request.token === 'tok_timeout') await noAnswer(timers)
      if (request.token === 'tok_slow') await timers.sleep(SLOW_MS)
      const charge = await write(request)
      if (request.token === 'tok_timeout_charged') await noAnswer(timers)
      return charge
    },

    /** What became of charges; keys that never arrived are left out. */
    async findCharges(keys: readonly string[]): Promise<ChargeOutcome[]> {
      return db.rows<ChargeOutcome>`
        select key, outcome, reference, reason, amount, currency from charge where key = any(${keys}::text[])`
    },

    /** Makes sure that a key is never charged from now on, also not by its cardholder, and tells what became of it. */
    async abandon(request: Omit<ChargeRequest, 'token'>): Promise<ChargeOutcome> {
      const [charge] = await db.rows<ChargeOutcome>`
        insert into charge (key, reference, amount, currency, token, outcome)
        values (${request.key}, ${`sbx_${request.key}`}, ${request.amount}, ${request.currency}, '', 'abandoned')
            on conflict (key) do update
           set outcome = case charge.outcome when 'requires_action' then 'abandoned' else charge.outcome end
        returning key, outcome, reference, reason, amount, currency`
      return charge as ChargeOutcome
    },

    /** Gives money back once per key. */
    async refund({ key, chargeKey, amount, currency }: RefundRequest): Promise<{ reference: string }> {
      const [refund] = await db.rows<{ reference: string }>`
        insert into refund (key, charge_key, reference, amount, currency)
        values (${key}, ${chargeKey}, ${`sbx_${key}`}, ${amount}, ${currency})
            on conflict (key) do update set key = excluded.key
        returning reference`
      return refund as { reference: string }
    },

    close: async () => {
      await write.drain()
      await db.close()
    },
  }
}

/** A key that is here already keeps its outcome: that is what makes asking again safe. */
async function writeCharges(db: Database, requests: readonly ChargeRequest[]): Promise<ChargeOutcome[]> {
  const first = new Map(requests.map((request) => [request.key, request]))
  const fresh = [...first.values()]
  const outcomes = fresh.map(({ token }) => OUTCOMES[token] ?? (['declined', 'unknown_token'] as const))
  const rows = await db.relaxed.rows<ChargeOutcome>`
    insert into charge (key, reference, amount, currency, token, outcome, reason)
    select key, 'sbx_' || key, amount, currency, token, outcome, reason from unnest(
      ${fresh.map(({ key }) => key)}::text[], ${fresh.map(({ amount }) => amount)}::bigint[],
      ${fresh.map(({ currency }) => currency)}::text[], ${fresh.map(({ token }) => token)}::text[],
      ${outcomes.map(([outcome]) => outcome)}::text[], ${outcomes.map(([, reason]) => reason)}::text[]
    ) as c (key, amount, currency, token, outcome, reason)
        on conflict (key) do update set key = excluded.key
    returning key, outcome, reference, reason, amount, currency`
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return requests.map(({ key }) => byKey.get(key) as ChargeOutcome)
}

async function noAnswer(timers: Timers): Promise<never> {
  await timers.sleep(TIMEOUT_MS)
  throw new Error('the provider did not answer')
}
