/** The platform's books, read from outside: what they count must be what the driver was told. */
import pg from 'pg'

export type Books = {
  /** Confirmed orders, captures in the provider's log, confirmation mails: ever. */
  count(): Promise<Counts>
  /** Resolves when every event was heard by everybody, with the time it took; throws after `withinMs`. */
  caughtUp(withinMs: number): Promise<number>
  /** The orders of the last mails, newest first: enough of them that two looks in a row overlap. */
  lastMails(): Promise<readonly string[]>
  close(): Promise<void>
}

export type Counts = {
  readonly orders: number
  readonly captures: number
  readonly mails: number
  readonly sold: number
}

const LOOK_AGAIN_MS = 10
const LAST_MAILS = 64
const SPEAKERS = ['order', 'inventory', 'payment', 'catalog', 'cart', 'identity', 'notification'] as const

export async function openBooks(adminUrl: string, prefix: string): Promise<Books> {
  const clients = new Map<string, pg.Client>()
  for (const name of [...SPEAKERS, 'sandbox']) {
    const url = new URL(adminUrl)
    url.pathname = `/${prefix}_${name}`
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    clients.set(name, client)
  }
  const one = async <T>(name: string, text: string): Promise<T> => {
    const { rows } = await (clients.get(name) as pg.Client).query(text)
    return rows[0] as T
  }
  const number = async (name: string, text: string) =>
    Number((await one<{ count: string }>(name, text)).count)

  return {
    async count() {
      const [orders, captures, mails, sold] = await Promise.all([
        number('order', `select count(*) from order_event where type = 'order.confirmed'`),
        number('sandbox', `select count(*) from charge where outcome = 'captured'`),
        number('notification', `select count(*) from mail where kind = 'order_confirmed'`),
        number('inventory', `select coalesce(-sum(delta), 0) as count from movement where kind = 'sale'`),
      ])
      return { orders, captures, mails, sold }
    },

    async caughtUp(withinMs) {
      const from = performance.now()
      for (;;) {
        const behind = await Promise.all(SPEAKERS.map((name) => number(name, BEHIND)))
        const ms = performance.now() - from
        if (behind.every((count) => count === 0)) return ms
        if (ms > withinMs) throw new Error(`consumers are still behind after ${Math.round(ms)} ms`)
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
      }
    },

    async lastMails() {
      const { rows } = await (clients.get('notification') as pg.Client).query<{ order: string }>({
        name: 'last-mails',
        // The newest first and their kind after, or a planner that knows few of them reads the whole table.
        text: `select about as order from (select about, kind from mail order by id desc limit ${LAST_MAILS}) as last
                where kind = 'order_confirmed'`,
      })
      return rows.map(({ order }) => order)
    },

    async close() {
      await Promise.all([...clients.values()].map((client) => client.end()))
    },
  }
}

/** Cursors that have not passed the last event of this service. */
const BEHIND = `
  select count(*) from outbox_cursor as c
   where exists (select from outbox_event as e where e.id > c.id)`
