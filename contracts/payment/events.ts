/** What payments say, keyed by their order: whole minor units, and nothing by which a person could be found. */
import { Currency, Id, Nullable } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Minor } from './shapes.ts'

const MONEY = { paymentId: Id, orderId: Id, amount: Minor, currency: Currency }

export const paymentEvents = {
  succeeded: { version: 1, aliases: ['payment_completed'], data: Type.Object(MONEY) },
  failed: { version: 1, data: Type.Object({ ...MONEY, reason: Type.String() }) },
  /** The cardholder is asked. Where they go is for them alone and stands in no event. */
  action_required: { version: 1, data: Type.Object(MONEY) },
  authorised: { version: 1, data: Type.Object(MONEY) },
  /**
   * A payment that had kept its order waiting came to its end: the cardholder answered, or never did.
   * Said beside `succeeded` and `failed`, and only then: so an order hears of the few payments that were
   * not in its own hands, and not of every one.
   */
  concluded: {
    version: 1,
    data: Type.Object({
      ...MONEY,
      outcome: Type.Union([Type.Literal('captured'), Type.Literal('declined')]),
      reason: Nullable(Type.String()),
    }),
  },
  refunded: {
    version: 1,
    aliases: ['refund_issued'],
    data: Type.Object({
      refundId: Id,
      ...MONEY,
      refundedTotal: Minor,
      reason: Nullable(Type.String()),
    }),
  },
  mismatch_found: {
    version: 1,
    data: Type.Object({ mismatchId: Id, kind: Type.String(), paymentId: Nullable(Type.String()) }),
  },
} as const
