/**
 * Products held in memory under all their names, least recently used out first. A miss is read with
 * all others of the moment in one statement.
 *
 * What keeps it true: a change is first committed, then forgotten here; and whatever was being read
 * while something was forgotten is given to those who were already waiting, but never shelved.
 */
import { coalesce } from '@rialto/kernel/batch/coalescer'
import { LRUCache } from 'lru-cache'

export type Shelved = { readonly id: string; readonly sku: string; readonly slug: string }

/** Where a value stands, and every name that leads there. */
type Place<V> = { readonly value: V; readonly names: readonly string[] }

export type ShelfOptions<V extends Shelved> = {
  readonly name: string
  readonly find: (
    references: readonly string[],
  ) => Promise<readonly { readonly reference: string; readonly value: V }[]>
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

export function openShelf<V extends Shelved>({ name, find, sizeMax, sizeOf }: ShelfOptions<V>): Shelf<V> {
  const places = new Map<string, Place<V>>()
  const used = new LRUCache<string, Place<V>>({
    maxSize: sizeMax,
    sizeCalculation: ({ value }) => sizeOf(value),
    dispose: ({ names }) => {
      for (const reference of names) places.delete(reference)
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
          if (!reading.all && !reading.outdated.has(value.id) && !reading.outdated.has(value.sku))
            put(value, reference)
        }
        return references.map((reference) => found.get(reference))
      } finally {
        readings.delete(reading)
      }
    },
  })

  function put(value: V, asked: string): void {
    // An old slug that was asked for before goes on to find it.
    const names = [
      ...new Set([value.id, value.sku, value.slug, asked, ...(places.get(value.id)?.names ?? [])]),
    ]
    const place = { value, names }
    used.set(value.id, place)
    // A value that is larger than the whole shelf is not kept.
    if (!used.has(value.id)) return
    for (const reference of names) places.set(reference, place)
  }

  function outdate(references: readonly string[]): void {
    for (const { outdated } of readings) for (const reference of references) outdated.add(reference)
  }

  const get = (reference: string): V | undefined => {
    const place = places.get(reference)
    if (place) used.get(place.value.id)
    return place?.value
  }

  return {
    get,
    read: async (reference) => get(reference) ?? load(reference),
    peek: (reference) => places.get(reference)?.value,
    forget: (references) => {
      outdate(references)
      for (const reference of references) {
        const place = places.get(reference)
        if (place) used.delete(place.value.id)
      }
    },
    outdate,
    clear: () => {
      for (const reading of readings) reading.all = true
      used.clear()
    },
  }
}
