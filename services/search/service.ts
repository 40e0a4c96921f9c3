/** Search: what people type, answered from an index that follows the catalogue. */
import { catalog } from '@rialto/contracts/catalog'
import { search, type SearchIndex } from '@rialto/contracts/search'
import { Answer, type Call, type Service } from '@rialto/kernel/contract/contract'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { forgetOldKeys } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import { defineService, type Job, type Needs } from '@rialto/kernel/service/service'
import type { Database } from '@rialto/kernel/sql/database'
import { actorOf, openCurate } from './audit/curate.ts'
import { listChanges, noteChange } from './audit/store.ts'
import { openBuild } from './build/build.ts'
import type { Build } from './build/store.ts'
import { countDocuments } from './document/store.ts'
import { openFeed } from './feed/feed.ts'
import { openLabels } from './facet/labels.ts'
import { openFind } from './finding/find.ts'
import { wishKey, wishOf } from './finding/wish.ts'
import { openCurated } from './memory/curated.ts'
import { followTide } from './memory/follow.ts'
import { openFreshly } from './memory/freshly.ts'
import { pinRoutes } from './pin/routes.ts'
import { LISTENS, searchReactions } from './reactions.ts'
import { suggest } from './suggest/suggest.ts'
import { synonymRoutes } from './synonym/routes.ts'
import { openTally } from './tally/tally.ts'

const USES = { catalog }
const ANSWER_WITHIN_MS = 5_000
const FEED_EVERY_MS = 1_000
const BUILD_EVERY_MS = 1_000
const FORGET_EVERY_MS = 30_000
const TEXT_BYTES_MAX = 16 * 1024 * 1024
const BYTES_PER_CHARACTER = 2
const SUGGESTIONS_DEFAULT = 10
/** Anybody may keep an answer and must ask whether it is still so. */
const PUBLIC = { 'cache-control': 'public, max-age=0, must-revalidate' }
const CHANGES = cursors<number>('search changes')

export type SearchSettings = {
  /** What `minPrice`, `maxPrice` and `price` are amounts of (ISO 4217). */
  readonly currency?: string
}

type Routes = Service<typeof search>
type Kept = { readonly answer: Answer; readonly total: number; readonly key: string }

export function searchService({ currency = 'USD' }: SearchSettings = {}) {
  return defineService({
    contract: search,
    uses: USES,
    listens: LISTENS,
    migrations: new URL('./migrations/', import.meta.url),
    open: async (needs) => {
      const { db, clock, timers, ids, log, wake } = needs
      const now = () => new Date(clock.now())
      const ownCall = (): Call => ({
        caller: { kind: 'service', name: search.name },
        requestId: ids.next('req'),
        deadline: clock.now() + ANSWER_WITHIN_MS,
      })
      const curated = openCurated(db)
      const follow = await followTide({ db: db.relaxed, timers, log, onCuration: curated.read })
      const onChange = () => follow.wake()
      const fromCatalog = { db, catalog: needs.clients.catalog, ownCall, onChange }
      const feed = openFeed({ ...fromCatalog, log })
      const build = openBuild({ ...fromCatalog, clock })
      const tally = openTally({ db, timers, log, wake })
      const curate = openCurate(now, onChange)
      return {
        routes: {
          ...findRoutes(needs, { follow, curated, tally, currency }),
          ...synonymRoutes(db, ids, now, curate),
          ...pinRoutes(db, ids, now, curate),
          ...indexRoutes(db, now, build),
        },
        reactions: searchReactions(() => feed.wake()),
        jobs: jobsOf(db, feed, build),
        close: async () => {
          await feed.stop()
          await tally.stop()
          await follow.stop()
        },
      }
    },
  })
}

type Inner = {
  readonly follow: Awaited<ReturnType<typeof followTide>>
  readonly curated: ReturnType<typeof openCurated>
  readonly tally: ReturnType<typeof openTally>
  readonly currency: string
}

function findRoutes(
  { db, clock }: Needs<typeof USES>,
  { follow, curated, tally, currency }: Inner,
): Pick<Routes, 'find' | 'suggest'> {
  const slot = () => follow.tide().slot
  const tide = () => `${follow.tide().content} ${follow.tide().curation}`
  const find = openFind({
    db: db.relaxed,
    clock,
    slot,
    lookAgain: async () => (await follow.look()).slot,
    labels: openLabels(db.relaxed, () => follow.tide().labels),
    synonyms: curated.synonyms,
    pins: curated.pins,
  })
  const sizeOf = (text: string) => text.length * BYTES_PER_CHARACTER
  const found = openFreshly<Kept>({
    clock,
    tide,
    sizeMax: TEXT_BYTES_MAX,
    sizeOf: ({ answer }) => sizeOf(answer.text),
  })
  const suggested = openFreshly<Answer>({
    clock,
    tide,
    sizeMax: TEXT_BYTES_MAX / 4,
    sizeOf: ({ text }) => sizeOf(text),
  })
  return {
    find: async ({ query }) => {
      const wish = wishOf(query, currency)
      const { answer, total, key } = await found(wishKey(wish), async () => {
        const { text, ...rest } = await find(wish)
        return { ...rest, answer: Answer.ofText(text, 200, PUBLIC) }
      })
      if (wish.after === undefined) tally.note(key, total)
      return answer
    },
    suggest: ({ query: { q, limit = SUGGESTIONS_DEFAULT } }) =>
      suggested(JSON.stringify([q.toLowerCase(), limit]), async () => {
        const suggestions = await suggest(db.relaxed, slot(), q, limit)
        return Answer.ofText(JSON.stringify(suggestions), 200, PUBLIC)
      }),
  }
}

function indexRoutes(
  db: Database,
  now: () => Date,
  build: ReturnType<typeof openBuild>,
): Pick<Routes, 'index' | 'rebuild' | 'curationChanges'> {
  const view = async (state: Build): Promise<SearchIndex> => ({
    generation: state.generation,
    state: state.building === null ? 'ready' : 'building',
    documents: await countDocuments(db, state.slot),
    walked: state.walked,
    startedBy: state.startedBy,
    startedAt: state.startedAt?.toISOString() ?? null,
    builtAt: state.builtAt?.toISOString() ?? null,
  })
  return {
    index: async () => view(await build.read()),
    rebuild: async (_input, call) => {
      const actor = actorOf(call)
      const state = await build.begin(actor)
      await noteChange(db, {
        at: now(),
        actor,
        action: 'index.rebuild',
        target: 'index',
        before: null,
        after: null,
      })
      return Answer.of(await view(state), 202)
    },
    curationChanges: async ({ query: { cursor, limit = LIST_LIMIT_DEFAULT } }) => {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : CHANGES.decode(cursor)
      const rows = await listChanges(db, before, limit + 1)
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, CHANGES.encode)
      return { items: items.map((change) => ({ ...change, at: change.at.toISOString() })), nextCursor }
    },
  }
}

function jobsOf(db: Database, feed: ReturnType<typeof openFeed>, build: ReturnType<typeof openBuild>): Job[] {
  return [
    {
      name: 'feed-index',
      everyMs: FEED_EVERY_MS,
      run: async () => {
        await feed.drain()
        return { more: false }
      },
    },
    { name: 'build-index', everyMs: BUILD_EVERY_MS, run: () => build.goOn() },
    { name: 'forget-keys', everyMs: FORGET_EVERY_MS, run: () => forgetOldKeys(db) },
  ]
}
