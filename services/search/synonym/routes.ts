/** Synonyms as merchants keep them. */
import type { search } from '@rialto/contracts/search'
import type { Call, Service } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { once } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Ids } from '@rialto/kernel/ports/ports'
import type { Database } from '@rialto/kernel/sql/database'
import { actorOf, checkTerms, type Curate } from '../audit/curate.ts'
import {
  countSynonyms,
  deleteSynonym,
  listSynonyms,
  lockSynonym,
  saveSynonym,
  type Synonym,
} from './store.ts'

export const SYNONYMS_MAX = 5_000
const CURSOR = cursors<string>('search synonyms')

type Routes = Pick<Service<typeof search>, 'synonyms' | 'createSynonym' | 'putSynonym' | 'deleteSynonym'>

export function synonymRoutes(db: Database, ids: Ids, now: () => Date, curate: Curate): Routes {
  const made = (id: string, terms: readonly string[], call: Call): Synonym => {
    checkTerms(terms)
    return { id, terms, updatedBy: actorOf(call), updatedAt: now() }
  }
  return {
    synonyms: async ({ query: { cursor, limit = LIST_LIMIT_DEFAULT } }) => {
      const rows = await listSynonyms(db, cursor === undefined ? '' : CURSOR.decode(cursor), limit + 1)
      const { items, nextCursor } = page(rows, limit, ({ id }) => id, CURSOR.encode)
      return { items: items.map(view), nextCursor }
    },
    createSynonym: ({ body }, call) =>
      once(db, call, 201, (tx) =>
        curate(tx, call, 'synonym.created', async () => {
          const synonym = made(ids.next('syn'), body.terms, call)
          if ((await countSynonyms(tx)) >= SYNONYMS_MAX)
            throw new Problem('too_many_synonyms', {
              detail: `There can be ${SYNONYMS_MAX}; delete some first.`,
            })
          await saveSynonym(tx, synonym)
          return { target: synonym.id, before: null, after: view(synonym) }
        }),
      ),
    putSynonym: ({ params: { id }, body }, call) =>
      db.transaction((tx) =>
        curate(tx, call, 'synonym.changed', async () => {
          const before = (await lockSynonym(tx, id)) ?? unknown(id)
          const synonym = made(id, body.terms, call)
          await saveSynonym(tx, synonym)
          return { target: id, before: view(before), after: view(synonym) }
        }),
      ),
    deleteSynonym: async ({ params: { id } }, call) => {
      await db.transaction((tx) =>
        curate(tx, call, 'synonym.deleted', async () => {
          const before = (await lockSynonym(tx, id)) ?? unknown(id)
          await deleteSynonym(tx, id)
          return { target: id, before: view(before), after: null }
        }),
      )
      return { id, deleted: true as const }
    },
  }
}

function view({ id, terms, updatedBy, updatedAt }: Synonym) {
  return { id, terms: [...terms], updatedBy, updatedAt: updatedAt.toISOString() }
}

function unknown(id: string): never {
  throw new Problem('unknown_synonym', {
    detail: `No group of synonyms has the id ${id}; list them to see which do.`,
  })
}
