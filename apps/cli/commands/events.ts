/** `rialto events …`: what the services say to each other. */
import type { Api } from '../api.ts'
import type { Command, Context, Flag } from '../arguments.ts'
import { columns, numberOf, show, textOf } from '../asking.ts'
import { signedInApi } from '../session.ts'
import { printable, type Paint } from '../terminal.ts'

type Said = {
  readonly id: string
  readonly source: string
  readonly type: string
  readonly key: string
  readonly time: string
  readonly data: unknown
}
type Page = {
  readonly items: readonly Said[]
  readonly nextCursor: string | null
  readonly missing: readonly string[]
}

const LIMIT_DEFAULT = 20
const LIMIT_MAX = 100
const LOOK_EVERY_MS = 500
/** More than are said between two looks on a busy day; what is beyond is told as left out. */
const PAGES_PER_LOOK_MAX = 20
const REMEMBERED_MAX = 10_000

const WHICH: Readonly<Record<string, Flag>> = {
  service: { type: 'string', value: 'NAME', about: 'only what this service said' },
  type: { type: 'string', value: 'TYPE', about: 'only this event: order.confirmed' },
  key: { type: 'string', value: 'ID', about: 'only what is about this order, product or user' },
}

export const eventsList: Command = {
  name: 'events list',
  about: 'what the services said, newest first',
  examples: ['rialto events list --type order.confirmed', 'rialto events list --key ord_01… --json'],
  flags: {
    ...WHICH,
    limit: { type: 'string', value: 'N', about: `how many (${LIMIT_DEFAULT})` },
    cursor: { type: 'string', value: 'CURSOR', about: 'go on where a list ended' },
  },
  run: async (context) => {
    const limit = numberOf(context, 'limit', { fallback: LIMIT_DEFAULT, min: 1, max: LIMIT_MAX })
    const page = await look(await signedInApi(context), context, limit, textOf(context, 'cursor'))
    show(context, page, () => {
      if (page.items.length === 0) return 'Nothing was said.\n'
      const rows = page.items.map(({ time, type, key, id }) => [time, type, key, id])
      const table = columns([['TIME', 'TYPE', 'KEY', 'ID'], ...rows])
      return printable(page.nextCursor === null ? table : `${table}More: --cursor ${page.nextCursor}\n`)
    })
    tellMissing(context, page)
  },
}

export const eventsTail: Command = {
  name: 'events tail',
  about: 'what the services say, as they say it; Ctrl-C ends it',
  examples: [
    'rialto events tail',
    'rialto events tail --service order --json | jq .data',
    'rialto events tail --last 50 --for 10',
  ],
  flags: {
    ...WHICH,
    last: { type: 'string', value: 'N', about: 'begin with so many that were said before (10)' },
    for: { type: 'string', value: 'SECONDS', about: 'end by itself after so long' },
  },
  run: async (context) => {
    const { terminal, paint, flags } = context
    const last = numberOf(context, 'last', { fallback: 10, min: 0, max: LIMIT_MAX })
    const seconds = numberOf(context, 'for', { fallback: 0, min: 1, max: 86_400 })
    const endsAt = seconds === 0 ? Infinity : performance.now() + seconds * 1000
    const seen = new Set<string>()
    let first = true
    for (;;) {
      // Anew each time: a session that runs out on the way is renewed.
      const api = await signedInApi(context)
      const fresh = await unseen(api, context, seen, first)
      for (const said of first ? fresh.slice(Math.max(0, fresh.length - last)) : fresh)
        terminal.out(flags['json'] === true ? `${JSON.stringify(said)}\n` : lineOf(said, paint))
      first = false
      if (performance.now() >= endsAt) return
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  },
}

/** What was not there at the last look, oldest first: asked page by page down to what is known. */
async function unseen(api: Api, context: Context, seen: Set<string>, first: boolean): Promise<Said[]> {
  const fresh: Said[] = []
  let cursor: string | undefined
  for (let pages = 1; ; pages += 1) {
    const page = await look(api, context, LIMIT_MAX, cursor)
    const news = page.items.filter(({ id }) => !seen.has(id))
    fresh.push(...news)
    for (const { id } of news) seen.add(id)
    // A page with something known on it is where the last look began; an event may still come in just below.
    if (first || page.nextCursor === null || news.length < page.items.length) break
    if (pages === PAGES_PER_LOOK_MAX) {
      context.terminal.err('  More was said than can be shown; some is left out.\n')
      break
    }
    cursor = page.nextCursor
  }
  for (const id of seen) {
    if (seen.size <= REMEMBERED_MAX) break
    seen.delete(id)
  }
  return fresh.toReversed()
}

async function look(api: Api, context: Context, limit: number, cursor: string | undefined): Promise<Page> {
  const query = new URLSearchParams({ limit: String(limit) })
  for (const name of Object.keys(WHICH)) {
    const value = textOf(context, name)
    if (value !== undefined) query.set(name, value)
  }
  if (cursor !== undefined) query.set('cursor', cursor)
  return (await api.ask<Page>({ method: 'GET', path: `/api/v1/events?${query.toString()}`, signedIn: true }))
    .body
}

function tellMissing({ terminal }: Context, { missing }: Page): void {
  if (missing.length > 0) terminal.err(printable(`  Without ${missing.join(', ')}: no answer just now.\n`))
}

function lineOf({ time, type, key, data }: Said, paint: Paint): string {
  return `${paint.quiet(time)} ${paint.strong(printable(type))} ${printable(key)} ${paint.quiet(printable(JSON.stringify(data)))}\n`
}
