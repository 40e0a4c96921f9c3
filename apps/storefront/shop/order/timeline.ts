/** What happened to an order, in the words of whoever ordered. */
import type { Locale } from '../../region/locales.ts'
import { formatMoney } from '../../region/money.ts'
import { words } from '../../words/words.ts'

export type TimelineEntry = {
  readonly type: string
  readonly at: string
  /** The same as an English sentence. */
  readonly text: string
  readonly data: Readonly<Record<string, unknown>>
}

export type ShownEntry = {
  readonly at: string
  readonly title: string
  /** What somebody wrote about it, or why. */
  readonly note: string | undefined
  readonly tone: 'done' | 'waiting' | 'refused'
}

type Told = Pick<ShownEntry, 'title'> & Partial<ShownEntry>

/** Reasons that are codes of the shop; others were written by people and stay as they are. */
const WHY = ['payment_timeout', 'out_of_stock', 'hold_expired', 'requested'] as const
const CODE = /^[a-z0-9]+(?:_[a-z0-9]+)*$/

export function shownTimeline(entries: readonly TimelineEntry[], locale: Locale): readonly ShownEntry[] {
  return entries.map((entry) => ({ at: entry.at, note: undefined, tone: 'done', ...told(entry, locale) }))
}

function told({ type, text, data }: TimelineEntry, locale: Locale): Told {
  const t = words('order', locale)
  const amount = moneyIn(data, locale)
  const why = whyOf(data['reason'], locale)
  switch (type) {
    case 'order.placed':
      return { title: t('did_placed', { total: moneyIn({ ...data, amount: data['total'] }, locale) }) }
    case 'order.awaiting_payment':
      return waiting(data['reason'], locale)
    case 'order.stock_reserved':
      return { title: t('did_reserved') }
    case 'order.paid':
      return { title: t('did_paid', { amount }) }
    case 'order.confirmed':
      return { title: t('did_confirmed') }
    case 'order.declined':
      return { title: t('did_declined'), tone: 'refused' }
    case 'order.cancelled':
      return { title: t('did_cancelled'), note: why, tone: 'refused' }
    case 'order.refund_requested':
      return { title: t('did_refunding', { amount }), note: why, tone: 'waiting' }
    case 'order.refunded':
      return { title: t('did_refunded', { amount }) }
    case 'order.shipped':
      return shipped(data['carrier'], locale)
    case 'order.delivered':
      return { title: t('did_delivered') }
    case 'order.return_requested':
      return { title: t('did_returnAsked', { count: piecesIn(data) }), note: why, tone: 'waiting' }
    case 'order.return_approved':
      return { title: t('did_returnApproved') }
    case 'order.return_rejected':
      return { title: t('did_returnRejected'), note: why, tone: 'refused' }
    case 'order.return_received':
      return { title: t('did_returned', { count: piecesIn(data) }) }
    case 'order.note_added':
      return { title: t('did_note'), note: text }
    default:
      // Something that the shop has learnt since; its own sentence says it.
      return { title: text }
  }
}

function waiting(reason: unknown, locale: Locale): Told {
  const t = words('order', locale)
  if (reason === null || reason === undefined) return { title: t('did_waits'), tone: 'waiting' }
  if (reason === 'requires_action') return { title: t('did_asked'), tone: 'waiting' }
  return { title: t('did_refusedOnce'), tone: 'refused' }
}

function shipped(carrier: unknown, locale: Locale): Told {
  const t = words('order', locale)
  return { title: typeof carrier === 'string' ? t('did_shippedWith', { carrier }) : t('did_shipped') }
}

/** Undefined for a code that says nothing to its reader. */
export function whyOf(reason: unknown, locale: Locale): string | undefined {
  if (typeof reason !== 'string') return undefined
  const known = WHY.find((code) => code === reason)
  if (known) return words('order', locale)(`why_${known}`)
  return CODE.test(reason) ? undefined : reason
}

function moneyIn(data: Readonly<Record<string, unknown>>, locale: Locale): string {
  const { amount, currency } = data
  return typeof amount === 'number' && typeof currency === 'string'
    ? formatMoney(amount, currency, locale)
    : ''
}

function piecesIn({ lines }: Readonly<Record<string, unknown>>): number {
  if (!Array.isArray(lines)) return 0
  return (lines as readonly { readonly quantity?: number }[]).reduce(
    (sum, { quantity = 0 }) => sum + quantity,
    0,
  )
}
