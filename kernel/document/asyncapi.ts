/** AsyncAPI 3 from contracts: what each service says, in which version and shape, and who listens. */
import type { Contract, EventType } from '../contract/contract.ts'
import { openSampler, type Words } from './example.ts'
import type { DocumentInfo } from './openapi.ts'
import { openShelf, type Json } from './schema.ts'

export type Listening = { readonly consumer: string; readonly listens: readonly string[] }

export type EventDocumentOptions = {
  readonly info: DocumentInfo
  readonly words?: Words
  readonly listeners?: readonly Listening[]
}

/** An event of a contract with its full name. */
export type NamedEvent = { readonly type: string; readonly contract: Contract; readonly event: EventType }

export function eventsOf(contracts: readonly Contract[]): NamedEvent[] {
  return contracts.flatMap((contract) =>
    Object.entries(contract.events).map(([name, event]) => ({
      type: `${contract.name}.${name}`,
      contract,
      event,
    })),
  )
}

export function asyncApiOf(contracts: readonly Contract[], options: EventDocumentOptions): Json {
  const { info, words = {}, listeners = [] } = options
  const shelf = openShelf()
  const sampler = openSampler(words)
  const events = eventsOf(contracts)
  const each = (make: (event: NamedEvent) => [string, Json]): Json => Object.fromEntries(events.map(make))

  function messageOf({ type, contract, event }: NamedEvent): Json {
    const data = sampler.answer(event.data, contract.name)
    return {
      name: type,
      title: type,
      contentType: 'application/json',
      tags: [{ name: contract.name }],
      'x-version': event.version,
      ...(event.aliases ? { 'x-aliases': event.aliases } : {}),
      payload: {
        allOf: [
          { $ref: '#/components/schemas/Envelope' },
          {
            type: 'object',
            properties: {
              source: { const: contract.name },
              type: { const: type },
              version: { const: event.version },
              data: shelf.put(event.data, 'answer'),
            },
          },
        ],
      },
      ...(data === undefined
        ? {}
        : {
            examples: [
              {
                name: type,
                payload: { ...ENVELOPE_EXAMPLE, source: contract.name, type, version: event.version, data },
              },
            ],
          }),
    }
  }

  const heard = listeners.flatMap(({ consumer, listens }) =>
    listens.map((type): [string, Json] => [
      `${consumer}.hears.${type}`,
      {
        action: 'receive',
        channel: { $ref: `#/channels/${type}` },
        tags: [{ name: consumer }],
        summary: `${consumer} reacts to it`,
      },
    ]),
  )
  const said = each(({ type, contract }) => [
    `${contract.name}.says.${type}`,
    {
      action: 'send',
      channel: { $ref: `#/channels/${type}` },
      tags: [{ name: contract.name }],
      summary: `${contract.name} says it`,
    },
  ])
  return {
    asyncapi: '3.0.0',
    info: { ...info, license: { name: 'MIT' } },
    defaultContentType: 'application/json',
    channels: each(({ type, event }) => [
      type,
      {
        address: type,
        ...(event.aliases ? { description: `Also known as ${event.aliases.join(', ')}.` } : {}),
        messages: { [type]: { $ref: `#/components/messages/${type}` } },
      },
    ]),
    operations: { ...said, ...Object.fromEntries(heard) },
    components: {
      messages: each((event) => [event.type, messageOf(event)]),
      schemas: { Envelope: ENVELOPE, ...Object.fromEntries(shelf.schemas) },
    },
  }
}

const ENVELOPE: Json = {
  type: 'object',
  description:
    'The attributes of CloudEvents 1.0 under short names. Delivered at least once; `source` and `id` together tell one event from another; events of one `key` come in order.',
  required: ['id', 'source', 'type', 'version', 'key', 'time', 'data', 'meta'],
  properties: {
    id: { type: 'string', description: 'Unique in its source' },
    source: { type: 'string', description: 'The service that says it' },
    type: { type: 'string', description: 'service.event' },
    version: {
      type: 'integer',
      minimum: 1,
      description: 'Of the shape of data; optional fields may come without a new one',
    },
    key: { type: 'string', description: 'The subject: an order, a product, a SKU, a user' },
    time: { type: 'string', format: 'date-time' },
    data: {},
    meta: {
      type: ['object', 'null'],
      properties: {
        requestId: { type: 'string', description: 'The request that led to it' },
        causationId: { type: 'string', description: 'The event that led to it' },
        traceparent: { type: 'string', description: 'W3C trace context' },
      },
    },
  },
}

const ENVELOPE_EXAMPLE = {
  id: '4711',
  key: 'ord_01kxw8v5n2f0v9w3m7q4j6t8zb',
  time: '2026-01-15T09:30:00.000Z',
  meta: null,
} as const
