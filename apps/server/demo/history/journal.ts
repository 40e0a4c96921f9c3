/**
 * What the demo's past has come to, so that a start that was interrupted goes on where it was: when it was
 * begun, from which its plan follows, and what was made of the plan. A line is written after what it tells of;
 * what was made without one is met again by its Idempotency-Key.
 */
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

export type Made = {
  readonly orders: ReadonlyMap<number, string>
  readonly carts: ReadonlyMap<number, string>
}

export type Journal = {
  readonly since: Date
  readonly made: Made
  note(what: 'order' | 'cart', place: number, id: string): Promise<void>
}

type Entry = {
  readonly since?: string
  readonly what?: string
  readonly place?: number
  readonly id?: string
}

/** `begin` gives the moment of a journal that is not there yet. */
export async function openJournal(path: string, begin: () => Promise<Date>): Promise<Journal> {
  const entries = await read(path)
  const orders = new Map<number, string>()
  const carts = new Map<number, string>()
  const listOf = (what: string | undefined) => (what === 'cart' ? carts : orders)
  for (const { what, place, id } of entries)
    if (place !== undefined && id !== undefined) listOf(what).set(place, id)
  const begun = entries[0]?.since
  const since = begun === undefined ? await begin() : new Date(begun)
  const write = (entry: Entry) => appendFile(path, `${JSON.stringify(entry)}\n`)
  if (begun === undefined) {
    await mkdir(dirname(path), { recursive: true })
    await write({ since: since.toISOString() })
  }
  return {
    since,
    made: { orders, carts },
    note: async (what, place, id) => {
      if (listOf(what).get(place) === id) return
      listOf(what).set(place, id)
      await write({ what, place, id })
    },
  }
}

async function read(path: string): Promise<Entry[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry)
}
