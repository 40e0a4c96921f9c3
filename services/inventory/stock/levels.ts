/** What is there of each SKU and where; how people correct it, and who did. */
import type { StockLevel } from '@rialto/contracts/inventory'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { once } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Needs } from '@rialto/kernel/service/service'
import type { Sql, Tx } from '@rialto/kernel/sql/database'
import { listEntries, type AuditFilter } from '../audit/store.ts'
import { keepLabels, type Label } from '../label/store.ts'
import { standings } from '../location/domain.ts'
import { insertLocation, listLocations, standingElsewhere } from '../location/store.ts'
import { actorOf, changeStock, transferStock, unknownSku, type Change, type Transfer } from './change.ts'
import { listMovements, readLevels, receiveStock, type Level } from './store.ts'

type LevelNeeds = Pick<Needs<Record<never, never>>, 'db' | 'wake'>
type BySku<B> = { readonly params: { readonly sku: string }; readonly body: B }
type Paging = { readonly limit?: number; readonly cursor?: string }
type Count = {
  readonly onHand?: number
  readonly delta?: number
  readonly lowStockAt?: number
  readonly location?: string
}

type Adjusting = {
  readonly delta: number
  readonly reason: string
  readonly lowStockAt?: number
  readonly location?: string
}
type Correcting = {
  readonly body: {
    readonly sku: string
    readonly delta: number
    readonly reason: string
    readonly actor: string
  }
}
type AuditQuery = { readonly query: Paging & AuditFilter }
type BulkInput = {
  readonly body: {
    readonly items: readonly (Count & { readonly sku: string })[]
    readonly reason?: string
  }
}

type Moving = Omit<Transfer, 'sku' | 'reason'> & { readonly reason?: string }

const COUNTED = 'counted'
const MOVED = 'moved'

const movementCursor = cursors<number>('inventory movements')
const auditCursor = cursors<number>('inventory audit')

export function levelRoutes({ db, wake }: LevelNeeds) {
  /** All or nothing, in the order of the SKUs, as every other statement locks them. */
  async function apply(tx: Tx, changes: readonly Change[], actor: string): Promise<StockLevel[]> {
    const sorted = changes.toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
    for (const each of sorted) await changeStock(tx, each, actor)
    tx.afterCommit(wake)
    const skus = changes.map(({ sku }) => sku)
    const levels = new Map((await readLevels(tx, skus)).map((level) => [level.sku, level]))
    return skus.flatMap((sku) => levels.get(sku) ?? []).map(levelView)
  }
  const changeOne = (change: Change, call: Call) =>
    once(db, call, 200, async (tx) => {
      const [level] = await apply(tx, [change], actorOf(call))
      if (!level) throw unknownSku(change.sku)
      return placed(tx, level)
    })

  return {
    level: async ({ params }: { params: { sku: string } }) =>
      placed(db, levelView(await findLevel(db, params.sku))),

    movements: async ({ params, query }: { params: { sku: string }; query: Paging }) => {
      await findLevel(db, params.sku)
      const limit = query.limit ?? LIST_LIMIT_DEFAULT
      const before =
        query.cursor === undefined ? Number.MAX_SAFE_INTEGER : movementCursor.decode(query.cursor)
      const rows = await listMovements(db, params.sku, before, limit + 1)
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, movementCursor.encode)
      return { items: items.map((row) => ({ ...row, at: row.at.toISOString() })), nextCursor }
    },

    adjustments: async ({ query: { limit = LIST_LIMIT_DEFAULT, cursor, ...filter } }: AuditQuery) => {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : auditCursor.decode(cursor)
      const rows = await listEntries(db, filter, before, limit + 1)
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, auditCursor.encode)
      return { items: items.map((row) => ({ ...row, at: row.at.toISOString() })), nextCursor }
    },

    adjust: async ({ params: { sku }, body: { delta, ...rest } }: BySku<Adjusting>, call: Call) =>
      changeOne({ ...rest, sku, correction: { delta } }, call),

    correct: async ({ body: { sku, delta, reason, actor } }: Correcting) => {
      const [level] = await db.transaction((tx) => apply(tx, [{ sku, correction: { delta }, reason }], actor))
      if (!level) throw unknownSku(sku)
      return level
    },

    set: async ({ params: { sku }, body }: BySku<Count & { reason?: string }>, call: Call) =>
      changeOne(wishOf(sku, body, body.reason ?? COUNTED), call),

    bulk: async ({ body: { items, reason = COUNTED } }: BulkInput, call: Call) => {
      const twice = items.find(({ sku }, i) => items.findIndex((each) => each.sku === sku) !== i)
      if (twice)
        throw new Problem('validation_failed', {
          detail: `${twice.sku} stands in the list twice. Say once what becomes of it.`,
          errors: [{ path: '/items', message: `names ${twice.sku} twice`, code: 'unique' }],
        })
      const changes = items.map(({ sku, ...count }) => wishOf(sku, count, reason))
      return once(db, call, 200, async (tx) => ({ items: await apply(tx, changes, actorOf(call)) }))
    },

    transfer: async ({ params: { sku }, body }: BySku<Moving>, call: Call) =>
      once(db, call, 200, async (tx) => {
        await transferStock(tx, { ...body, sku, reason: body.reason ?? MOVED }, actorOf(call))
        return placed(tx, levelView(await findLevel(tx, sku)))
      }),

    locations: async () => ({ items: await listLocations(db) }),

    addLocation: async ({ body: { id, name } }: { body: { id: string; name: string } }, call: Call) =>
      once(db, call, 201, async (tx) => {
        const location = await insertLocation(tx, id, name)
        if (location) return location
        throw new Problem('location_taken', {
          detail: `There is a location ${id} already. Choose another id.`,
        })
      }),

    receive: async ({ body }: { body: { lines: { sku: string; quantity: number }[] } }) => {
      await receiveStock(db, body.lines)
      wake()
      return {}
    },

    label: async ({ body }: { body: { labels: Label[] } }) => {
      await keepLabels(db.relaxed, body.labels)
      return {}
    },

    levels: async ({ body }: { body: { skus: string[] } }) => ({
      levels: (await readLevels(db.relaxed, body.skus)).map(({ sku, onHand, reserved, version }) => ({
        sku,
        onHand,
        reserved,
        version,
      })),
    }),
  }
}

/** What a count in a list means: so many, or so many more; a threshold alone leaves the pieces as they are. */
function wishOf(sku: string, { onHand, delta, lowStockAt, location }: Count, reason: string): Change {
  if (onHand !== undefined && delta !== undefined)
    throw new Problem('validation_failed', {
      detail: `${sku} has both a count (onHand) and a difference (delta). Send one of them.`,
      errors: [{ path: '/delta', message: 'stands beside onHand', code: 'exclusive' }],
    })
  return {
    sku,
    reason,
    ...(onHand === undefined ? {} : { correction: { to: onHand } }),
    ...(delta === undefined ? {} : { correction: { delta } }),
    ...(lowStockAt === undefined ? {} : { lowStockAt }),
    ...(location === undefined ? {} : { location }),
  }
}

export async function findLevel(db: Sql, sku: string): Promise<Level> {
  const [level] = await readLevels(db, [sku])
  if (!level) throw unknownSku(sku)
  return level
}

export function levelView({ sku, onHand, reserved, lowStockAt }: Level): StockLevel {
  return { sku, onHand, reserved, available: onHand - reserved, lowStockAt }
}

/** A level with what stands where. */
async function placed(db: Sql, level: StockLevel) {
  const [places, elsewhere] = await Promise.all([listLocations(db), standingElsewhere(db, level.sku)])
  return { ...level, locations: standings(level.onHand, places, elsewhere) }
}
