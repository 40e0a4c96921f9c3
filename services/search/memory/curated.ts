/** What merchants decided, in memory: small, read whole whenever it changes. */
import type { Sql } from '@rialto/kernel/sql/database'
import { allPins } from '../pin/store.ts'
import { PINS_MAX } from '../pin/routes.ts'
import { synonymsOf } from '../synonym/domain.ts'
import { SYNONYMS_MAX } from '../synonym/routes.ts'
import { allSynonyms } from '../synonym/store.ts'
import type { Synonyms } from '../text/question.ts'

const NONE: readonly string[] = []

export function openCurated(db: Sql) {
  let synonyms: Synonyms = new Map()
  let pins: ReadonlyMap<string, readonly string[]> = new Map()
  return {
    synonyms: () => synonyms,
    pins: (key: string) => pins.get(key) ?? NONE,
    read: async (): Promise<void> => {
      const [groups, pinned] = await Promise.all([allSynonyms(db, SYNONYMS_MAX), allPins(db, PINS_MAX)])
      synonyms = synonymsOf(groups.map(({ terms }) => terms))
      pins = new Map(pinned.map(({ queryKey, productIds }) => [queryKey, productIds]))
    },
  }
}
