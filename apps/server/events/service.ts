/** Shows staff the events of all services, wherever those live: each keeps its own, this gathers them. */
import { event, type SaidView } from '@rialto/contracts/event'
import type { Caller, Output } from '@rialto/kernel/contract/contract'
import { Problem, isOutage } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import type { Listening } from '@rialto/kernel/document/asyncapi'
import type { Desk, DeskContract } from '@rialto/kernel/events/desk'
import { cursors } from '@rialto/kernel/list/cursor'
import { defineService, type ServiceDefinition } from '@rialto/kernel/service/service'
import { gather, type Positions } from './gather.ts'
import { lagOfAll } from './lag.ts'
import { retryEach } from './retry.ts'

type ParkedAt = { readonly at: string; readonly eventId: string }

const saidCursor = cursors<Positions<number>>('events')
const parkedCursor = cursors<Positions<ParkedAt>>('dead letters')
const actCursor = cursors<Positions<number>>('dead letter acts')

/**
 * `desks` is asked when a request comes: the platform that has them is opened with this service. `listening` says
 * who waits for what.
 */
export function eventService(
  desks: () => ReadonlyMap<string, Desk>,
  listening: readonly Listening[],
): ServiceDefinition {
  const wanted = (service: string | undefined) =>
    [...desks()].filter(([name]) => service === undefined || name === service)

  const definition = defineService({
    contract: event,
    uses: {},
    open: () => ({
      routes: {
        list: ({ query: { service, type, key, limit = LIST_LIMIT_DEFAULT, cursor } }, call) =>
          gather({
            desks: wanted(service),
            limit,
            from: cursor === undefined ? {} : saidCursor.decode(cursor),
            encode: saidCursor.encode,
            ask: async (desk, before, most) => {
              const body = { ...only({ type, key, before }), limit: most }
              return (await desk.said({ body }, call)).items
            },
            timeOf: ({ time }) => time,
            positionOf: ({ position }) => position,
            viewOf: saidView,
          }),
        get: async ({ params: { id } }, call) => {
          const [source = '', position = ''] = id.split('-')
          const desk = desks().get(source)
          // Beyond what a number of JavaScript holds there is none.
          const before = Number(position) + 1
          if (!desk || !Number.isSafeInteger(before)) throw unknownEvent(id)
          const { items } = await desk.said({ body: { before, limit: 1 } }, call)
          const [found] = items
          if (!found || found.position !== before - 1) throw unknownEvent(id)
          return saidView(found, source)
        },
        lag: (_input, call) => lagOfAll(desks(), listening, call),
        retryAll: ({ body: { service, ...rest } }, call) =>
          retryEach(wanted(service), { ...rest, actor: actorOf(call.caller) }, call),
        deadLetters: ({ query: { service, type, limit = LIST_LIMIT_DEFAULT, cursor } }, call) =>
          gather({
            desks: wanted(service),
            limit,
            from: cursor === undefined ? {} : parkedCursor.decode(cursor),
            encode: parkedCursor.encode,
            ask: async (desk, before, most) => {
              const body = { ...only({ type, before }), limit: most }
              return (await desk.parked({ body }, call)).items
            },
            timeOf: ({ at }) => at,
            positionOf: ({ at, eventId }): ParkedAt => ({ at, eventId }),
            viewOf: ({ at, consumer, eventId, type: name, event: parked, reason, tries }, from) => ({
              id: `${consumer}:${eventId}`,
              service: from,
              type: name,
              reason,
              tries,
              parkedAt: at,
              event: objectOf(parked),
            }),
          }),
        acts: ({ query: { service, limit = LIST_LIMIT_DEFAULT, cursor } }, call) =>
          gather({
            desks: wanted(service),
            limit,
            from: cursor === undefined ? {} : actCursor.decode(cursor),
            encode: actCursor.encode,
            ask: async (desk, before, most) =>
              (await desk.acts({ body: { ...only({ before }), limit: most } }, call)).items,
            timeOf: ({ at }) => at,
            positionOf: ({ position }) => position,
            viewOf: ({ at, consumer, eventId, type, act, reason, actor }, from) => ({
              id: `${consumer}:${eventId}`,
              service: from,
              type,
              act,
              reason,
              actor,
              at,
            }),
          }),
        retry: async ({ params: { id } }, call) => {
          await atDesk(desks(), id, (desk, eventId) =>
            desk.retry({ body: { eventId, actor: actorOf(call.caller) } }, call),
          )
          return { id, outcome: 'applied' as const }
        },
        discard: async ({ params: { id }, body: { reason } }, call) => {
          await atDesk(desks(), id, (desk, eventId) =>
            desk.discard({ body: { eventId, reason, actor: actorOf(call.caller) } }, call),
          )
          return { id, outcome: 'discarded' as const }
        },
      },
    }),
  })
  // Typed by its own contract; the platform handles it like all others.
  return definition
}

type Row = Output<DeskContract['routes']['said']>['items'][number]

function saidView({ position, data, meta, version, ...said }: Row, source: string): SaidView {
  return {
    id: `${source}-${position}`,
    source,
    version,
    ...said,
    data: objectOf(data),
    meta: meta === null ? null : objectOf(meta),
  }
}

function unknownEvent(id: string): Problem {
  return new Problem('unknown_event', { detail: `Nobody said ${id}.` })
}

async function atDesk(
  desks: ReadonlyMap<string, Desk>,
  id: string,
  act: (desk: Desk, eventId: string) => Promise<unknown>,
): Promise<void> {
  const [service = '', eventId = ''] = id.split(':')
  const desk = desks.get(service)
  if (!desk) throw unknown(id)
  try {
    await act(desk, eventId)
  } catch (error) {
    if (error instanceof Problem && error.code === 'unknown_parked_event') throw unknown(id)
    if (error instanceof Problem && error.code === 'still_failing')
      throw new Problem('still_failing', error.extras)
    if (isOutage(error)) throw new Problem('unavailable', { detail: `${service} does not answer just now.` })
    throw error
  }
}

function unknown(id: string): Problem {
  return new Problem('unknown_dead_letter', {
    detail: `${id} is not set aside; somebody may have dealt with it already.`,
  })
}

function actorOf(caller: Caller): string {
  return caller.kind === 'user' ? caller.id : caller.kind === 'service' ? caller.name : 'nobody'
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : { value }
}

/** Without what is undefined, which no schema takes. */
function only<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
