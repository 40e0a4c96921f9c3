/** What staff writes beside an order. */
import { Id, Time, line } from '@rialto/kernel/contract/schema'
import Type from 'typebox'
import { OrderPath } from './shapes.ts'

const Visibility = Type.Union([Type.Literal('public'), Type.Literal('private')], {
  description: '`public` notes stand in the timeline that the buyer reads; `private` ones are for staff.',
})

export const noteRoutes = {
  addNote: {
    method: 'POST',
    path: '/api/v1/orders/:id/notes',
    summary: 'Write a note beside an order; it stands in the timeline',
    policy: { permission: 'orders:note' },
    params: OrderPath,
    body: Type.Object(
      {
        text: { ...line(2_000), description: 'For people; markup stays text.' },
        visibility: Type.Optional(Visibility),
      },
      { examples: [{ text: 'Called about the delivery date', visibility: 'private' }] },
    ),
    output: Type.Object({
      id: Id,
      orderId: Id,
      text: Type.String(),
      visibility: Visibility,
      by: Type.String(),
      createdAt: Time,
    }),
    status: 201,
    problems: ['unknown_order'],
    idempotent: true,
  },
} as const
