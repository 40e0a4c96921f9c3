/** Pins as merchants keep them. */
import type { search } from '@rialto/contracts/search'
import type { Service } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { once } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Database, Tx } from '@rialto/kernel/sql/database'
import { actorOf, checkTerms, type Curate } from '../audit/curate.ts'
import { keyOf } from '../text/words.ts'
import { countPins, deletePin, listPins, lockPin, savePin, type Pin } from './store.ts'

export const PINS_MAX = 5_000
const CURSOR = cursors<string>('search pins')

type Routes = Pick<Service<typeof search>, 'pins' | 'createPin' | 'putPin' | 'deletePin'>

export function pinRoutes(db: Database, ids: Ids, now: () => Date, curate: Curate): Routes {
  return {
    pins: async ({ query: { cursor, limit = LIST_LIMIT_DEFAULT } }) => {
      const rows = await listPins(db, cursor === undefined ? '' : CURSOR.decode(cursor), limit + 1)
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, CURSOR.encode)
      return { items: items.map(view), nextCursor }
    },
    createPin: ({ body }, call) =>
      once(db, call, 201, (tx) =>
        curate(tx, call, 'pin.created', async () => {
          if ((await countPins(tx)) >= PINS_MAX)
            throw new Problem('too_many_pins', { detail: `There can be ${PINS_MAX}; delete some first.` })
          const pin = { ...meant(body.query, body.productIds), id: ids.next('pin') }
          return keep(tx, { ...pin, updatedBy: actorOf(call), updatedAt: now() }, null)
        }),
      ),
    putPin: ({ params: { id }, body }, call) =>
      db.transaction((tx) =>
        curate(tx, call, 'pin.changed', async () => {
          const before = (await lockPin(tx, id)) ?? unknown(id)
          const pin = { ...meant(body.query ?? before.query, body.productIds), id }
          return keep(tx, { ...pin, updatedBy: actorOf(call), updatedAt: now() }, view(before))
        }),
      ),
    deletePin: async ({ params: { id } }, call) => {
      await db.transaction((tx) =>
        curate(tx, call, 'pin.deleted', async () => {
          const before = (await lockPin(tx, id)) ?? unknown(id)
          await deletePin(tx, id)
          return { target: id, before: view(before), after: null }
        }),
      )
      return { id, deleted: true as const }
    },
  }
}

/** The same product twice is one. */
function meant(query: string, productIds: readonly string[]) {
  checkTerms([query])
  return { query, queryKey: keyOf(query), productIds: [...new Set(productIds)] }
}

async function keep(tx: Tx, pin: Pin, before: unknown) {
  if (!(await savePin(tx, pin)))
    throw new Problem('query_pinned', {
      detail: `There is a pin for “${pin.query}”, or for the same words otherwise spelled; change that one.`,
    })
  return { target: pin.id, before, after: view(pin) }
}

function view({ id, query, productIds, updatedBy, updatedAt }: Pin) {
  return { id, query, productIds: [...productIds], updatedBy, updatedAt: updatedAt.toISOString() }
}

function unknown(id: string): never {
  throw new Problem('unknown_pin', { detail: `No pin has the id ${id}; list them to see which do.` })
}
