/**
 * Products held in memory under all their names, least recently used out first. A miss is read with
 * all others of the moment in one statement.
 *
 * What keeps it true: a change is first committed, then forgotten here; and whatever was being read
 * while something was forgotten is given to those who were already waiting, but never shelved.
 */
import { coalesce } from '@rialto/kernel/batch/coalescer'
import { LRUCache } from 'lru-cache'

export type ShelfOptions<V> = {
  readonly name: string
  readonly find: (
    references: readonly string[],
  ) => Promise<readonly { readonly reference: string; readonly value: V }[]>
  readonly idOf: (value: V) => string
  /** All names that are its own, the id among them. */
  readonly namesOf: (value: V) => readonly string[]
  /** The most that is kept, in whatever `sizeOf` counts. */
  readonly sizeMax: number
  readonly sizeOf: (value: V) => number
}

export type Shelf<V> = {
  /** What memory holds, without waiting. */
  get(reference: string): V | undefined
  /** From memory, else from the database; undefined where no product on sale has that name. */
  read(reference: string): Promise<V | undefined>
  /** The value under a name without counting as use, to be brought up to date in place. */
  peek(reference: string): V | undefined
  /** Drops products by any of their names. */
  forget(references: readonly string[]): void
  /** Says that these changed in place, so that no older reading of them is shelved. */
  outdate(references: readonly string[]): void
  clear(): void
}

const READS_PER_STATEMENT_MAX = 500
const READ_LANES = 2

export function openShelf<V extends object>({
  name,
  find,
  idOf,
  namesOf,
  sizeMax,
  sizeOf,
}: ShelfOptions<V>): Shelf<V> {
  const byName = new Map<string, V>()
  /** Old slugs that were asked for and go on to find it. */
  const otherNames = new Map<string, Set<string>>()
  const used = new LRUCache<string, V>({
    maxSize: sizeMax,
    sizeCalculation: sizeOf,
    dispose: (value, id) => {
      for (const reference of [...namesOf(value), ...(otherNames.get(id) ?? [])]) byName.delete(reference)
      otherNames.delete(id)
    },
  })
  /** For each statement on its way, what has changed since it was sent. */
  const readings = new Set<{ readonly outdated: Set<string>; all: boolean }>()

  const load = coalesce<string, V | undefined>({
    name: `catalog.${name}`,
    itemsMax: READS_PER_STATEMENT_MAX,
    lanes: READ_LANES,
    run: async (references) => {
      const reading = { outdated: new Set<string>(), all: false }
      readings.add(reading)
      try {
        const found = new Map<string, V>()
        for (const { reference, value } of await find([...new Set(references)])) {
          found.set(reference, value)
          const hasChanged = reading.all || namesOf(value).some((own) => reading.outdated.has(own))
          if (!hasChanged) put(value, reference)
        }
        return references.map((reference) => found.get(reference))
      } finally {
        readings.delete(reading)
      }
    },
  })

  function put(value: V, asked: string): void {
    const id = idOf(value)
    const names = namesOf(value)
    const others = new Set(otherNames.get(id)).add(asked)
    for (const own of names) others.delete(own)
    used.set(id, value)
    // A value that is larger than the whole shelf is not kept.
    if (!used.has(id)) return
    if (others.size > 0) otherNames.set(id, others)
    for (const reference of [...names, ...others]) byName.set(reference, value)
  }

  function outdate(references: readonly string[]): void {
    for (const { outdated } of readings) for (const reference of references) outdated.add(reference)
  }

  const get = (reference: string): V | undefined => {
    const value = byName.get(reference)
    if (value) used.get(idOf(value))
    return value
  }

  return {
    get,
    read: async (reference) => get(reference) ?? load(reference),
    peek: (reference) => byName.get(reference),
    forget: (references) => {
      outdate(references)
      for (const reference of references) {
        const value = byName.get(reference)
        if (value) used.delete(idOf(value))
      }
    },
    outdate,
    clear: () => {
      for (const reading of readings) reading.all = true
      used.clear()
    },
  }
}
