/** What codes are called, in memory: most searches meet the same few hundred. */
import type { Sql } from '@rialto/kernel/sql/database'
import { labelsOf, type Label } from './store.ts'

const LABELS_MAX = 20_000

export type Labels = (codes: readonly number[]) => Promise<ReadonlyMap<number, Label>>

/** `version` is another number whenever a label may have changed. */
export function openLabels(db: Sql, version: () => number): Labels {
  let known = new Map<number, Label>()
  let knownVersion = version()

  return async (codes) => {
    if (version() !== knownVersion || known.size > LABELS_MAX) {
      known = new Map()
      knownVersion = version()
    }
    // What is read for an older version is not written into the memory of a newer one.
    const mine = known
    const missing = codes.filter((code) => code > 0 && !mine.has(code))
    if (missing.length > 0) for (const label of await labelsOf(db, missing)) mine.set(label.code, label)
    return mine
  }
}
