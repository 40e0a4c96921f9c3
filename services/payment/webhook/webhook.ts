/**
 * What the provider tells by itself. The signature says who speaks; what counts is what it answers when it is
 * asked then, so that words may come twice, late and in any order. A word and its effect commit together.
 */
import { Problem } from '@rialto/kernel/contract/problem'
import type { Metrics } from '@rialto/kernel/observe/observe'
import type { Timers } from '@rialto/kernel/ports/ports'
import type { Database, Tx } from '@rialto/kernel/sql/database'
import { reach } from '../charge/charge.ts'
import { findPayment } from '../charge/store.ts'
import type { Parking } from '../mismatch/mismatch.ts'
import type { Charge, News, Provider } from '../provider.ts'
import { findRefund, settleRefund } from '../refund/store.ts'
import type { Effect, Settle } from '../settle/settle.ts'
import { hearOnce, noteEffect } from './store.ts'

export type WebhookNeeds = {
  readonly db: Database
  readonly provider: Provider
  readonly timers: Timers
  readonly metrics: Metrics
  readonly settleOne: Settle
  readonly park: Parking['park']
  readonly wake: () => void
}

type Asked = {
  readonly params: { readonly provider: string }
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export function openWebhooks({ db, provider, timers, metrics, settleOne, park, wake }: WebhookNeeds) {
  const heard = metrics.counter(
    'rialto_payment_webhooks_total',
    'What the payment provider told, by effect',
    ['effect'],
  )

  /** What became of the charge by now; what it was told to be, where the provider knows no more. */
  async function truthOf(told: Charge): Promise<Charge> {
    const [now] = await reach(timers, provider.findCharges([told]))
    return now ?? told
  }

  async function applyRefund(tx: Tx, news: News & { about: 'refund' }): Promise<Effect> {
    const refund = news.key === null ? undefined : await findRefund(tx, news.key)
    const charge = { ...news, outcome: `refund ${news.outcome}` }
    if (!refund) {
      const row = news.chargeKey === null ? undefined : await findPayment(tx, news.chargeKey)
      const subject = news.key ?? news.reference
      await park(tx, { kind: 'unknown_refund', subject, ...(row ? { payment: row } : {}), charge })
      return 'mismatch'
    }
    const row = await findPayment(tx, refund.paymentId)
    const about = { subject: refund.id, ...(row ? { payment: row } : {}), charge }
    if (news.outcome === 'failed') {
      await park(tx, { kind: 'refund_failed', ...about })
      return 'mismatch'
    }
    if (refund.amount !== news.amount || refund.currency !== news.currency) {
      await park(tx, { kind: 'amount', ...about })
      return 'mismatch'
    }
    return (await settleRefund(tx, refund.id, news.reference)) ? 'moved' : 'stayed'
  }

  async function apply(news: News): Promise<Effect | 'ignored' | 'repeated'> {
    const charge = news.about === 'charge' ? await truthOf(news.charge) : undefined
    return db.transaction(async (tx) => {
      const paymentId = charge?.key ?? (news.about === 'refund' ? news.chargeKey : null)
      if (!(await hearOnce(tx, { provider: provider.name, id: news.id, type: news.type, paymentId })))
        return 'repeated'
      if (news.about === 'nothing') return 'ignored'
      const effect = charge
        ? (await settleOne(tx, charge)).effect
        : await applyRefund(tx, news as News & { about: 'refund' })
      await noteEffect(tx, provider.name, news.id, effect)
      tx.afterCommit(wake)
      return effect
    })
  }

  return async ({ params, headers, body }: Asked) => {
    if (params.provider !== provider.name) {
      throw new Problem('unknown_provider', {
        detail: `Payments here do not go through ${params.provider}.`,
      })
    }
    const news = provider.readWebhook(body, headers[`${provider.name}-signature`] ?? '')
    if (!news) {
      heard.inc({ effect: 'refused' })
      throw new Problem('invalid_signature', {
        detail: 'The signature is missing, wrong, or older than five minutes.',
      })
    }
    const effect = await apply(news)
    heard.inc({ effect })
    return { received: true as const, repeated: effect === 'repeated' }
  }
}
