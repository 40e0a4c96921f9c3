/** `rialto dlq …`: events that a service could not take in, and what to do with them. */
import type { Api } from '../api.ts'
import type { Command, Context, Flag } from '../arguments.ts'
import { change, columns, confirm, DRY_RUN, isDryRun, numberOf, show, textOf, YES } from '../asking.ts'
import { EXIT, Failure } from '../failure.ts'
import { signedInApi } from '../session.ts'
import { printable } from '../terminal.ts'

type Letter = {
  readonly id: string
  readonly service: string
  readonly type: string
  readonly reason: string
  readonly tries: number
  readonly parkedAt: string
}
type Page = {
  readonly items: readonly Letter[]
  readonly nextCursor: string | null
  readonly missing: readonly string[]
}

const LIMIT_DEFAULT = 20
const LIMIT_MAX = 100
const REASON_SHOWN_CHARACTERS = 60
const PATH = '/api/v1/events/dead-letters'
const WHICH: Readonly<Record<string, Flag>> = {
  service: { type: 'string', value: 'NAME', about: 'only those of this service' },
  type: { type: 'string', value: 'TYPE', about: 'only this event: order.confirmed' },
}
const LETTER = { name: 'ID', about: 'as `rialto dlq list` shows it', optional: true }

export const dlqList: Command = {
  name: 'dlq list',
  about: 'events that a service could not take in after all tries, the last one first',
  examples: ['rialto dlq list', 'rialto dlq list --service search --json'],
  flags: {
    ...WHICH,
    limit: { type: 'string', value: 'N', about: `how many (${LIMIT_DEFAULT})` },
    cursor: { type: 'string', value: 'CURSOR', about: 'go on where a list ended' },
  },
  run: async (context) => {
    const limit = numberOf(context, 'limit', { fallback: LIMIT_DEFAULT, min: 1, max: LIMIT_MAX })
    const page = await list(await signedInApi(context), context, limit, textOf(context, 'cursor'))
    show(context, page, () => listed(page))
  },
}

export const dlqRetry = deal({
  verb: 'retry',
  about: 'take an event in whose cause is mended; one that fails again stays',
  consequence: undefined,
  flags: {},
  body: () => undefined,
})

export const dlqDiscard = deal({
  verb: 'discard',
  about: 'throw an event away for good; the reason is kept with it',
  consequence: 'thrown away, and its effect never happens',
  flags: { reason: { type: 'string', value: 'TEXT', about: 'why; it is kept' }, ...YES },
  body: (context) => {
    const reason = textOf(context, 'reason')
    if (reason === undefined) throw new Failure(EXIT.usage, 'Why is it thrown away?', 'Say it: --reason TEXT')
    return { reason }
  },
})

type Deal = {
  readonly verb: 'retry' | 'discard'
  readonly about: string
  readonly consequence: string | undefined
  readonly flags: Readonly<Record<string, Flag>>
  readonly body: (context: Context) => Readonly<Record<string, unknown>> | undefined
}

function deal({ verb, about, consequence, flags, body }: Deal): Command {
  const reason = verb === 'discard' ? ' --reason "made anew by hand"' : ''
  return {
    name: `dlq ${verb}`,
    about,
    examples: [
      `rialto dlq ${verb} search:catalog-77${reason}`,
      `rialto dlq ${verb} --all --service search${reason} --dry-run`,
    ],
    words: [LETTER],
    flags: {
      all: { type: 'boolean', about: 'all of them, or of those that --service and --type name' },
      ...WHICH,
      ...flags,
      ...DRY_RUN,
    },
    run: async (context) => {
      const sent = body(context)
      const [id] = context.words
      if ((id === undefined) === (context.flags['all'] !== true))
        throw new Failure(EXIT.usage, `Which one? Name its ID, or say --all.`, 'rialto dlq list shows them.')
      const api = await signedInApi(context)
      const ids = id === undefined ? await allOf(api, context) : [id]
      if (consequence && !isDryRun(context) && ids.length > 0)
        await confirm(context, id ?? String(ids.length), `${ids.length} event(s) would be ${consequence}.`)
      await dealWith(context, api, ids, verb, sent)
    },
  }
}

async function dealWith(
  context: Context,
  api: Api,
  ids: readonly string[],
  verb: Deal['verb'],
  body: Readonly<Record<string, unknown>> | undefined,
): Promise<void> {
  const done: string[] = []
  const failed: { id: string; message: string }[] = []
  for (const id of ids) {
    const asked = { method: 'POST', path: `${PATH}/${encodeURIComponent(id)}/${verb}`, signedIn: true }
    try {
      await change(context, api, body ? { ...asked, body } : asked, `${verb} ${id}`)
      done.push(id)
    } catch (error) {
      // One alone ends as it failed; of many, the others are still dealt with.
      if (ids.length === 1 || !(error instanceof Failure) || error.exitCode !== EXIT.failure) throw error
      failed.push({ id, message: error.message })
    }
  }
  if (isDryRun(context) && ids.length > 0) return
  show(context, { done, failed }, () => `${verb === 'retry' ? 'Taken in' : 'Thrown away'}: ${done.length}.\n`)
  for (const { id, message } of failed) context.terminal.err(printable(`  ${id}: ${message}\n`))
  if (failed.length > 0) throw new Failure(EXIT.failure, `${failed.length} still fail and stay.`)
}

async function allOf(api: Api, context: Context): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await list(api, context, LIMIT_MAX, cursor)
    ids.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) return ids
    cursor = page.nextCursor
  }
}

async function list(api: Api, context: Context, limit: number, cursor: string | undefined): Promise<Page> {
  const query = new URLSearchParams({ limit: String(limit) })
  for (const name of Object.keys(WHICH)) {
    const value = textOf(context, name)
    if (value !== undefined) query.set(name, value)
  }
  if (cursor !== undefined) query.set('cursor', cursor)
  return (await api.ask<Page>({ method: 'GET', path: `${PATH}?${query.toString()}`, signedIn: true })).body
}

function listed({ items, nextCursor }: Page): string {
  if (items.length === 0) return 'Nothing is set aside.\n'
  const rows = items.map(({ id, type, tries, parkedAt, reason }) => [
    id,
    type,
    String(tries),
    parkedAt,
    reason.replaceAll('\n', ' ').slice(0, REASON_SHOWN_CHARACTERS),
  ])
  const table = columns([['ID', 'TYPE', 'TRIES', 'SINCE', 'REASON'], ...rows])
  return printable(nextCursor === null ? table : `${table}More: --cursor ${nextCursor}\n`)
}
