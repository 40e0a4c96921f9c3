/** What other services ask about orders. */
import { Currency, Id, Nullable, line } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { Minor, PaymentStatus, Status, WithToken } from './shapes.ts'

export const internalRoutes = {
  payable: {
    method: 'POST',
    path: 'payable',
    summary: 'What an order owes, and whose it is: asked by payment before it charges',
    policy: 'service',
    body: Type.Object({ orderId: Id, ...WithToken }),
    output: Type.Object({
      orderId: Id,
      userId: Nullable(Id),
      /** Whether the token that was shown is that of this guest’s order. */
      opens: Type.Boolean(),
      status: Status,
      paymentStatus: PaymentStatus,
      amount: Minor,
      currency: Currency,
      /** The number of the next try to pay. */
      attempt: Type.Integer({ minimum: 1 }),
    }),
    problems: ['unknown_order'],
  },
  settle: {
    method: 'POST',
    path: 'settle',
    summary: 'Charge an order that awaits its payment and confirm it; asked again, the first outcome stands',
    policy: 'service',
    body: Type.Object({
      orderId: Id,
      method: line(32),
      token: Type.String({ minLength: 1, maxLength: 255 }),
    }),
    output: Type.Object({ status: Status, paymentId: Nullable(Id), reason: Nullable(Type.String()) }),
    problems: ['unknown_order', 'invalid_transition'],
  },
  addressees: {
    method: 'POST',
    path: 'addressees',
    summary:
      'Whom an order is about, and where its mails go: asked by notification once for a whole batch of events',
    policy: 'service',
    body: Type.Object({ orderIds: Type.Array(Id, { maxItems: 1_000 }) }),
    output: Type.Object({
      addressees: Type.Array(
        Type.Object({
          orderId: Id,
          number: Type.String(),
          userId: Nullable(Id),
          email: Nullable(Type.String()),
        }),
      ),
    }),
  },
  receipts: {
    method: 'POST',
    path: 'receipts',
    summary: 'What a mail about an order says: asked by notification, so that events carry no personal data',
    policy: 'service',
    body: Type.Object({ orderIds: Type.Array(Id, { maxItems: 1_000 }) }),
    output: Type.Object({
      receipts: Type.Array(
        Type.Object({
          orderId: Id,
          number: Type.String(),
          userId: Nullable(Id),
          email: Nullable(Type.String()),
          name: Nullable(Type.String()),
          currency: Currency,
          lines: Type.Array(
            Type.Object({ name: Type.String(), quantity: Type.Integer(), price: Minor, total: Minor }),
          ),
          subtotal: Minor,
          discount: Minor,
          shipping: Minor,
          tax: Minor,
          total: Minor,
          trackingUrl: Type.Optional(
            Type.String({
              description: 'For a guest: the page of the order with its token. It belongs in the mail only.',
            }),
          ),
        }),
      ),
    }),
  },
  rebuild: {
    method: 'POST',
    path: 'rebuild',
    summary:
      'Add a bite of orders up from their events again, compare with the rows, and say where they differ',
    policy: 'service',
    body: Type.Object({
      after: Type.Optional(Nullable(Id)),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
      repair: Type.Optional(Type.Boolean({ description: 'Also write what the events add up to.' })),
    }),
    output: Type.Object({
      compared: Type.Integer({ minimum: 0 }),
      differences: Type.Array(
        Type.Object({
          orderId: Id,
          field: Type.String({ description: '`row` where a whole row is missing or has no events.' }),
          events: Nullable(Type.String({ description: 'What the events add up to.' })),
          row: Nullable(Type.String({ description: 'What the row says.' })),
        }),
      ),
      next: Nullable(Type.String({ description: 'Send it as `after` for the next bite; null at the end.' })),
    }),
  },
} as const
