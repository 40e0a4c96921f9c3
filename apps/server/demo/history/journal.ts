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
  /** Known to nobody else, and the same after an interruption: the keys of guests' carts are made of it. */
  readonly secret: string
  note(what: 'order' | 'cart', place: number, id: string): Promise<void>
}

type Beginning = { readonly since: Date; readonly secret: string }
type Entry = {
  readonly since?: string
  readonly secret?: string
  readonly what?: string
  readonly place?: number
  readonly id?: string
}

/** `begin` gives the beginning of a journal that is not there yet. */
export async function openJournal(path: string, begin: () => Promise<Beginning>): Promise<Journal> {
  const entries = await read(path)
  const orders = new Map<number, string>()
  const carts = new Map<number, string>()
  const idsOf = (what: string | undefined) => (what === 'cart' ? carts : orders)
  for (const { what, place, id } of entries)
    if (place !== undefined && id !== undefined) idsOf(what).set(place, id)
  const begun = beginningOf(entries)
  const { since, secret } = begun ?? (await begin())
  const write = (entry: Entry) => appendFile(path, `${JSON.stringify(entry)}\n`)
  if (!begun) {
    await mkdir(dirname(path), { recursive: true })
    await write({ since: since.toISOString(), secret })
  }
  return {
    since,
    secret,
    made: { orders, carts },
    note: async (what, place, id) => {
      if (idsOf(what).get(place) === id) return
      idsOf(what).set(place, id)
      await write({ what, place, id })
    },
  }
}

function beginningOf([first]: readonly Entry[]): Beginning | undefined {
  if (first?.since === undefined || first.secret === undefined) return undefined
  return { since: new Date(first.since), secret: first.secret }
}

async function read(path: string): Promise<Entry[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry)
}
