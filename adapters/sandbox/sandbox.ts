/**
 * The payment sandbox: a provider that behaves as its documented tokens say and keeps a log of its own,
 * like a bank. For demos and tests; the production profile refuses it.
 *
 * | token | what happens |
 * | --- | --- |
 * | `tok_visa` | pays |
 * | `tok_declined`, `tok_insufficient_funds`, `tok_expired` | refused |
 * | `tok_timeout` | no answer, and nothing was charged |
 * | `tok_timeout_charged` | no answer, but the money was taken; a webhook tells |
 * | `tok_slow` | pays after 5 s |
 * | `tok_3ds` | needs a confirmation by the cardholder, on a page; a webhook tells |
 */
import { coalesce } from '@rialto/kernel/batch/coalescer'
import type { Clock, Timers } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { openChallenges } from './challenge.ts'
import {
  abandonCharge,
  captureCharge,
  findCharges,
  writeCharges,
  type ChargeKey,
  type ChargeRequest,
  type ChargeRow,
} from './charge.ts'
import { openTelling, readWord, tell, type Deliver } from './webhook.ts'

const CHARGES_PER_BATCH_MAX = 256
const TIMEOUT_MS = 200
const SLOW_MS = 5_000

export type RefundRequest = {
  readonly key: string
  readonly chargeKey: string
  readonly amount: number
  readonly currency: string
}

export type SandboxNeeds = {
  /** Of its own; closed in the end. */
  readonly db: Database
  readonly clock: Clock
  readonly timers: Timers
  /** Signs what it tells, and the links to its questions. */
  readonly secret: string
  /** Brings what it tells to the platform; absent, it tells nothing by itself. */
  readonly deliver?: Deliver
}

export const SANDBOX_MIGRATIONS = new URL('./migrations/', import.meta.url)

export function openSandbox({ db, clock, timers, secret, deliver }: SandboxNeeds) {
  const write = coalesce<ChargeRequest, ChargeRow>({
    name: 'sandbox.charge',
    itemsMax: CHARGES_PER_BATCH_MAX,
    lanes: 1,
    run: (requests) => writeCharges(db, requests),
  })
  const telling = deliver && openTelling({ db, clock, timers, secret, deliver })
  const challenges = openChallenges({ db, secret, telling })

  /** Where the cardholder is asked, beside a charge that waits for them. */
  function asked(charge: ChargeRow) {
    if (charge.outcome !== 'requires_action') return charge
    return { ...charge, nextAction: { type: 'redirect' as const, url: challenges.urlOf(charge.key) } }
  }

  return {
    name: 'sandbox',
    tokenDefault: 'tok_visa',
    challenges,

    async charge(request: ChargeRequest) {
      if (request.token === 'tok_timeout') await noAnswer(timers)
      if (request.token === 'tok_slow') await timers.sleep(SLOW_MS)
      const charge = await write(request)
      if (request.token === 'tok_timeout_charged') {
        if (telling) await tell(db, telling, charge)
        await noAnswer(timers)
      }
      return asked(charge)
    },

    /** What became of charges; keys that never arrived are left out. */
    findCharges: async (wanted: readonly Pick<ChargeKey, 'key'>[]) =>
      (
        await findCharges(
          db,
          wanted.map(({ key }) => key),
        )
      ).map(asked),

    /** Takes what was set aside, once, and lets the rest go. */
    capture: ({ key, take }: ChargeKey & { readonly take: number }) => captureCharge(db, key, take),

    /** Makes sure that a key is never charged from now on, also not by its cardholder, and tells what became of it. */
    abandon: (request: ChargeKey) => abandonCharge(db, request),

    /** Gives money back once per key. */
    async refund({ key, chargeKey, amount, currency }: RefundRequest): Promise<{ reference: string }> {
      const [refund] = await db.rows<{ reference: string }>`
        insert into refund (key, charge_key, reference, amount, currency)
        values (${key}, ${chargeKey}, ${`sbx_${key}`}, ${amount}, ${currency})
            on conflict (key) do update set key = excluded.key
        returning reference`
      return refund as { reference: string }
    },

    readWebhook: (payload: string, signature: string) => readWord(payload, signature, secret, clock.now()),

    close: async () => {
      await write.drain()
      await telling?.stop()
      await db.close()
    },
  }
}

async function noAnswer(timers: Timers): Promise<never> {
  await timers.sleep(TIMEOUT_MS)
  throw new Error('the provider did not answer')
}
