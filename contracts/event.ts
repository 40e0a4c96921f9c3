/** Events: what the services say to each other, and what one of them could not take in, for staff. */
import { contract, type Client, type Output } from '@rialto/kernel/contract/contract'
import { Id, Time, asking, described, line, listOf, listQuery } from '@rialto/kernel/contract/schema'
import Type from 'typebox'

const EventId = asking(
  Type.String({
    maxLength: 100,
    pattern: '^[a-z]+-[0-9]+$',
    description: 'Unique in the platform.',
    examples: ['order-1042'],
  }),
  'the id of an event, like order-1042',
)
const DeadLetterId = asking(
  Type.String({
    maxLength: 160,
    pattern: '^[a-z]+:[a-z]+-[0-9]+$',
    description: 'The service that could not take it in, and the event’s id.',
    examples: ['search:catalog-77'],
  }),
  'a service and the id of an event, like search:catalog-77',
)
const ServiceName = Type.String({ pattern: '^[a-z]{1,40}$', examples: ['order'] })
const TypeName = asking(
  Type.String({
    maxLength: 100,
    pattern: '^[a-z]+\\.[a-z_]+$',
    description: 'The full name of an event.',
    examples: ['order.confirmed'],
  }),
  'the full name of an event, like order.confirmed',
)
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
    unknown_event: { status: 404, title: 'There is no such event' },
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
    lag: {
      method: 'GET',
      path: '/api/v1/events/lag',
      summary: 'How far each service is behind what the others said, and how much it could not take in',
      policy: { permission: 'events:read' },
      output: Type.Object({
        items: Type.Array(
          Type.Object({
            service: described(ServiceName, 'Who said it.'),
            consumer: described(ServiceName, 'Who has not heard all of it.'),
            unread: Type.Integer({
              minimum: 0,
              description:
                'Counted up to 10,000; what was read within the last moments may still be among them.',
            }),
            oldestUnreadMs: Type.Union([Type.Integer(), Type.Null()], {
              description: 'How long the oldest of them waits; null where nothing does.',
            }),
            holder: Type.Union([Type.String(), Type.Null()], {
              description: 'The process that delivers just now; null where none does.',
              examples: ['prc_01kxw8v5n2f0v9w3m7q4j6t8za'],
            }),
          }),
        ),
        parked: Type.Array(
          Type.Object({
            consumer: ServiceName,
            count: described(Type.Integer({ minimum: 0 }), 'What it could not take in after all tries.'),
          }),
        ),
        missing,
      }),
    },
    retryAll: {
      method: 'POST',
      path: '/api/v1/events/dead-letters/retry-all',
      summary:
        'Take in now what a service, or all of them, could not; what fails again stays, and asking again goes on with the rest',
      policy: { permission: 'events:replay' },
      body: Type.Object(
        {
          service: Type.Optional(ServiceName),
          type: Type.Optional(TypeName),
          limit: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 100,
              description: 'How many of each service at most; 50 unless said.',
            }),
          ),
        },
        { examples: [{ service: 'search' }] },
      ),
      output: Type.Object({
        applied: Type.Integer({ minimum: 0 }),
        failed: Type.Array(Type.Object({ id: DeadLetterId, reason: Type.String() })),
        left: described(
          Type.Integer({ minimum: 0 }),
          'Still set aside of what was meant, those that failed again among them.',
        ),
        missing,
      }),
    },
    get: {
      method: 'GET',
      path: '/api/v1/events/:id',
      summary: 'One event, as it was said',
      policy: { permission: 'events:read' },
      params: Type.Object({ id: EventId }),
      output: Said,
      problems: ['unknown_event', 'unavailable'],
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

export type EventClient = Client<typeof event>
export type EventLag = Output<(typeof event)['routes']['lag']>
export type SaidView = Output<(typeof event)['routes']['get']>
