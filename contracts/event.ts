/** Events: what the services say to each other, and what one of them could not take in, for staff. */
import { contract } from '@rialto/kernel/contract/contract'
import { Id, Time, described, line, listOf, listQuery } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const EventId = Type.String({
  maxLength: 100,
  pattern: '^[a-z]+-[0-9]+$',
  description: 'Unique in the platform.',
  examples: ['order-1042'],
})
const DeadLetterId = Type.String({
  maxLength: 160,
  pattern: '^[a-z]+:[a-z]+-[0-9]+$',
  description: 'The service that could not take it in, and the event’s id.',
  examples: ['search:catalog-77'],
})
const ServiceName = Type.String({ pattern: '^[a-z]{1,40}$', examples: ['order'] })
const TypeName = Type.String({
  maxLength: 100,
  pattern: '^[a-z]+\\.[a-z_]+$',
  description: 'The full name of an event.',
  examples: ['order.confirmed'],
})
/** An event of another installation, read by this one, may say what this one does not know. */
const Anything = Type.Record(Type.String(), Type.Unknown(), { examples: [{ orderId: 'ord_01' }] })

const Said = Type.Object({
  id: EventId,
  source: described(ServiceName, 'The service that said it.'),
  type: TypeName,
  version: Type.Integer({ minimum: 1 }),
  key: Type.String({ description: 'What it is about; those of one key are heard in order.' }),
  time: Time,
  data: Anything,
  meta: Type.Union([Anything, Type.Null()]),
})

const DeadLetter = Type.Object({
  id: DeadLetterId,
  service: described(ServiceName, 'Who could not take it in.'),
  type: TypeName,
  reason: Type.String({ examples: ['Error: no such product'] }),
  tries: Type.Integer({ minimum: 0, description: 'How often it was tried, by itself and by hand.' }),
  parkedAt: Time,
  event: Anything,
})

const Act = Type.Object({
  id: DeadLetterId,
  service: ServiceName,
  type: TypeName,
  act: Type.Enum(['applied', 'failed', 'discarded']),
  reason: Type.String({ description: 'Why it was thrown away, or why it failed again; else empty.' }),
  actor: Type.String({ description: 'The user, or the service, who did it.' }),
  at: Time,
})

const missing = Type.Array(ServiceName, {
  description: 'Services that do not answer just now; theirs are not in the list.',
  examples: [[]],
})
const DeadLetterPath = Type.Object({ id: DeadLetterId })
const Outcome = Type.Object({ id: DeadLetterId, outcome: Type.Enum(['applied', 'discarded']) })

export const event = contract({
  name: 'event',
  summary: 'What the services said to each other, and what one of them could not take in.',
  problems: {
    unknown_dead_letter: { status: 404, title: 'No such event is set aside' },
    still_failing: { status: 409, title: 'The event still cannot be applied' },
  },
  routes: {
    list: {
      method: 'GET',
      path: '/api/v1/events',
      summary:
        'What the services said, newest first; a type or key is looked for among the newest hundred thousand of each',
      policy: { permission: 'events:read' },
      query: listQuery({
        service: Type.Optional(ServiceName),
        type: Type.Optional(TypeName),
        key: Type.Optional(described(Id, 'What it is about: an order’s id, a product’s.')),
      }),
      output: Type.Object({ ...listOf(Said).properties, missing }),
    },
    deadLetters: {
      method: 'GET',
      path: '/api/v1/events/dead-letters',
      summary: 'Events that a service could not take in after all tries, the last one first',
      policy: { permission: 'events:read' },
      query: listQuery({ service: Type.Optional(ServiceName), type: Type.Optional(TypeName) }),
      output: Type.Object({ ...listOf(DeadLetter).properties, missing }),
    },
    acts: {
      method: 'GET',
      path: '/api/v1/events/dead-letters/acts',
      summary: 'What people did with such events, when and why, the last one first',
      policy: { permission: 'events:read' },
      query: listQuery({ service: Type.Optional(ServiceName) }),
      output: Type.Object({ ...listOf(Act).properties, missing }),
    },
    retry: {
      method: 'POST',
      path: '/api/v1/events/dead-letters/:id/retry',
      summary: 'Take such an event in now, whose cause is mended; one that fails again stays',
      policy: { permission: 'events:replay' },
      params: DeadLetterPath,
      output: Outcome,
      problems: ['unknown_dead_letter', 'still_failing'],
    },
    discard: {
      method: 'POST',
      path: '/api/v1/events/dead-letters/:id/discard',
      summary: 'Throw such an event away; the reason is kept with it',
      policy: { permission: 'events:replay' },
      params: DeadLetterPath,
      body: Type.Object({ reason: { ...line(300), examples: ['The product was made anew by hand'] } }),
      output: Outcome,
      problems: ['unknown_dead_letter'],
    },
  },
  events: {},
})
