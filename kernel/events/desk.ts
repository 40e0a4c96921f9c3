/**
 * The desk of one service's events: what it said, what it could not take in, and what people did about that.
 * One contract for every service, for the process that shows all of them to staff.
 */
import Type from 'typebox'
import { contract, type Client, type Service } from '../contract/contract.ts'
import { Problem, isOutage } from '../contract/problem.ts'
import { Nullable } from '../contract/schema.ts'
import type { Logger } from '../observe/log.ts'
import type { Clock } from '../ports/ports.ts'
import type { Database } from '../sql/database.ts'
import { replayParked } from './inbox.ts'
import { countParked, lagOf } from './lag.ts'
import {
  actsBefore,
  discardParked,
  findParked,
  keepAct,
  parkedBefore,
  parkedToRetry,
  recordFailure,
  saidBefore,
} from './desk-rows.ts'
import type { Reaction } from './reactions.ts'

const ROWS_MAX = 101
const REASON_CHARACTERS_MAX = 1_000
/** Longer than most events take to be applied. */
const RETRIES_END_BEFORE_MS = 1_000

const Text = Type.String()
const Count = Type.Integer({ minimum: 0 })
const Wanted = {
  type: Type.Optional(Text),
  limit: Type.Integer({ minimum: 1, maximum: ROWS_MAX }),
}
const Answerable = { eventId: Text, actor: Text }
const At = { at: Text, consumer: Text, eventId: Text, type: Text }

const routes = {
  said: {
    method: 'POST',
    path: 'said',
    summary: 'What the service said, newest first; `type` and `key` are looked for among the newest',
    policy: 'service',
    body: Type.Object({ ...Wanted, key: Type.Optional(Text), before: Type.Optional(Type.Integer()) }),
    output: Type.Object({
      items: Type.Array(
        Type.Object({
          position: Type.Integer(),
          type: Text,
          version: Type.Integer(),
          key: Text,
          time: Text,
          data: Type.Unknown(),
          meta: Nullable(Type.Unknown()),
        }),
      ),
    }),
  },
  parked: {
    method: 'POST',
    path: 'parked',
    summary: 'Events that the service could not take in, the last one first',
    policy: 'service',
    body: Type.Object({
      ...Wanted,
      before: Type.Optional(Type.Object({ at: Text, eventId: Text })),
    }),
    output: Type.Object({
      items: Type.Array(
        Type.Object({ ...At, event: Type.Unknown(), reason: Text, tries: Type.Integer({ minimum: 0 }) }),
      ),
    }),
  },
  acts: {
    method: 'POST',
    path: 'acts',
    summary: 'What people did with such events, the last one first',
    policy: 'service',
    body: Type.Object({
      limit: Type.Integer({ minimum: 1, maximum: ROWS_MAX }),
      before: Type.Optional(Type.Integer()),
    }),
    output: Type.Object({
      items: Type.Array(
        Type.Object({
          ...At,
          position: Type.Integer(),
          act: Type.Enum(['applied', 'failed', 'discarded']),
          reason: Text,
          actor: Text,
        }),
      ),
    }),
  },
  retry: {
    method: 'POST',
    path: 'retry',
    summary: 'Take such an event in now, whose cause is mended',
    policy: 'service',
    body: Type.Object(Answerable),
    output: Type.Object({ type: Text }),
    problems: ['unknown_parked_event', 'still_failing'],
  },
  retryAll: {
    method: 'POST',
    path: 'retry-all',
    summary: 'Take in so many such events now, one after the other; those that fail again stay',
    policy: 'service',
    body: Type.Object({ ...Wanted, actor: Text }),
    output: Type.Object({
      applied: Count,
      failed: Type.Array(Type.Object({ eventId: Text, reason: Text })),
      left: { ...Count, description: 'Still set aside, those that failed again among them.' },
    }),
  },
  lag: {
    method: 'POST',
    path: 'lag',
    summary: 'How far behind its listeners are, and how many events it set aside itself',
    policy: 'service',
    body: Type.Object({
      listeners: Type.Array(Type.Object({ consumer: Text, types: Type.Array(Text) })),
    }),
    output: Type.Object({
      listeners: Type.Array(
        Type.Object({
          consumer: Text,
          unread: Count,
          oldestAt: Nullable(Text),
          oldestMs: Nullable(Type.Integer()),
          holder: Nullable(Text),
        }),
      ),
      parked: Count,
    }),
  },
  discard: {
    method: 'POST',
    path: 'discard',
    summary: 'Throw such an event away, for a reason that is kept',
    policy: 'service',
    body: Type.Object({ ...Answerable, reason: Text }),
    output: Type.Object({ type: Text }),
    problems: ['unknown_parked_event'],
  },
} as const

const problems = {
  unknown_parked_event: { status: 404, title: 'No such event is set aside' },
  still_failing: { status: 409, title: 'The event still cannot be applied' },
} as const

export type DeskContract = ReturnType<typeof deskContract>
export type Desk = Client<DeskContract>

/** The contract under which the desk of this service is reached from other processes. */
export function deskContract(service: string) {
  return contract({ name: `${service}-desk`, problems, routes, events: {} })
}

export type DeskNeeds = {
  readonly db: Database
  readonly consumer: string
  readonly reactions: readonly Reaction[]
  readonly log: Logger
  readonly clock: Clock
}

/** The desk itself, beside the database that the events are in. */
export function openDesk(needs: DeskNeeds): Service<DeskContract> {
  const { db, consumer, log } = needs
  return {
    said: async ({ body }) => ({ items: await saidBefore(db, body) }),
    parked: async ({ body }) => ({ items: await parkedBefore(db, consumer, body) }),
    acts: async ({ body }) => ({ items: await actsBefore(db, consumer, body) }),
    retry: async ({ body: { eventId, actor } }) => ({ type: await retryOne(needs, eventId, actor) }),
    retryAll: async ({ body: { type, limit, actor } }, call) => {
      const { eventIds, count } = await parkedToRetry(db, consumer, { limit, ...(type ? { type } : {}) })
      const failed: { eventId: string; reason: string }[] = []
      let applied = 0
      for (const eventId of eventIds) {
        // What is done is told while somebody still waits for it.
        if (needs.clock.now() > call.deadline - RETRIES_END_BEFORE_MS) break
        try {
          await retryOne(needs, eventId, actor)
          applied += 1
        } catch (error) {
          if (!(error instanceof Problem) || isOutage(error)) throw error
          if (error.code === 'still_failing') failed.push({ eventId, reason: error.message })
        }
      }
      return { applied, failed, left: Math.max(0, count - applied) }
    },
    lag: async ({ body: { listeners } }) => {
      const [behind, parked] = await Promise.all([lagOf(db, listeners), countParked(db, consumer)])
      return { listeners: behind, parked }
    },
    discard: async ({ body: { eventId, actor, reason } }) => {
      const parked = await db.transaction(async (tx) => {
        const gone = await discardParked(tx, consumer, eventId)
        if (gone) await keepAct(tx, consumer, { eventId, ...gone, act: 'discarded', reason, actor })
        return gone
      })
      if (!parked) throw unknown(eventId)
      log.info({ consumer, eventId, type: parked.type, actor, reason }, 'a parked event was thrown away')
      return { type: parked.type }
    },
  }
}

/** Gives its type. Throws `still_failing`, or `unknown_parked_event` where somebody was faster. */
async function retryOne(needs: DeskNeeds, eventId: string, actor: string): Promise<string> {
  const { db, consumer, log } = needs
  const parked = await findParked(db, consumer, eventId)
  if (!parked) throw unknown(eventId)
  try {
    const applied = await replayParked(needs, eventId, (tx, event) =>
      keepAct(tx, consumer, { eventId, type: event.type, event, act: 'applied', reason: '', actor }),
    )
    if (!applied) throw unknown(eventId)
  } catch (error) {
    if (error instanceof Problem && (isOutage(error) || error.code === 'unknown_parked_event')) throw error
    const reason = reasonOf(error)
    log.warn({ consumer, eventId, type: parked.type, actor, err: error }, 'a parked event still fails')
    await db.transaction(async (tx) => {
      await recordFailure(tx, consumer, eventId, reason)
      await keepAct(tx, consumer, { eventId, ...parked, act: 'failed', reason, actor })
    })
    throw new Problem('still_failing', {
      detail: `It failed once more and stays set aside: ${reason}`,
    })
  }
  log.info({ consumer, eventId, type: parked.type, actor }, 'a parked event was applied')
  return parked.type
}

function reasonOf(error: unknown): string {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return words.slice(0, REASON_CHARACTERS_MAX)
}

function unknown(eventId: string): Problem {
  return new Problem('unknown_parked_event', {
    detail: `${eventId} is not set aside here; somebody may have dealt with it already.`,
  })
}
