/** Judges a platform by its invariants, one after the other, each on snapshots of its own. */
import { CONSUMERS } from './consumers.ts'
import { openDatabases, type Databases } from './databases.ts'
import { NotHere, SPEAKERS, type Acknowledged, type Invariant, type Verdict } from './invariant.ts'
import { MOVES } from './moves.ts'
import { ORDERS } from './orders.ts'
import { PAYMENTS } from './payments.ts'
import { READ_MODELS } from './read-models.ts'
import { REFUNDS } from './refunds.ts'
import { SESSIONS } from './sessions.ts'
import { STOCK } from './stock.ts'
import { TOTALS } from './totals.ts'

const INVARIANTS: readonly Invariant[] = [
  ...ORDERS, ...STOCK, ...PAYMENTS, ...REFUNDS, ...TOTALS, ...MOVES, ...CONSUMERS, ...READ_MODELS, ...SESSIONS,
].toSorted((a, b) => a.number - b.number) // prettier-ignore

const LOOK_AGAIN_MS = 250

export type Asked = {
  readonly adminUrl: string
  readonly prefix: string
  readonly url?: string | undefined
  readonly acknowledged?: readonly Acknowledged[]
  /** Only what holds at every instant. */
  readonly instantOnly?: boolean
  readonly graceSeconds: number
  /** Wait until nothing has been written for so long; 0 for not at all. */
  readonly quietSeconds?: number
  readonly quietWithinSeconds?: number
}

/** Throws when the databases cannot be read or do not become quiet; a breach is a verdict, not an error. */
export async function judge(asked: Asked): Promise<Verdict[]> {
  const databases = await openDatabases(asked.adminUrl, asked.prefix)
  try {
    if (databases.present.size === 0)
      throw new Error(`no database of a platform begins with ${asked.prefix}_`)
    if (asked.quietSeconds)
      await untilQuiet(databases, asked.quietSeconds, asked.quietWithinSeconds ?? Number.POSITIVE_INFINITY)
    const verdicts: Verdict[] = []
    for (const invariant of INVARIANTS) {
      if (asked.instantOnly && !invariant.instant) continue
      verdicts.push(await verdictOf(invariant, databases, asked))
    }
    return verdicts
  } finally {
    await databases.close()
  }
}

async function verdictOf(invariant: Invariant, databases: Databases, asked: Asked): Promise<Verdict> {
  const { url, acknowledged = [], graceSeconds } = asked
  try {
    const findings = await databases.snapshots(invariant.reads, (read) =>
      invariant.judge({ read, present: databases.present, acknowledged, url, graceSeconds }),
    )
    return { invariant, findings }
  } catch (error) {
    if (!(error instanceof NotHere))
      throw new Error(`invariant ${invariant.number} could not be judged`, { cause: error })
    return { invariant, findings: [], notJudged: error.message }
  }
}

/** Quiet is when nothing is said and nobody is still hearing: the ends of the outboxes and all cursors stand still. */
async function untilQuiet(databases: Databases, seconds: number, withinSeconds: number): Promise<void> {
  const givenUpAt = performance.now() + withinSeconds * 1000
  let last = ''
  let since = performance.now()
  while (performance.now() - since < seconds * 1000) {
    const seen = await activity(databases)
    if (seen !== last) since = performance.now()
    last = seen
    if (performance.now() > givenUpAt)
      throw new Error(`the platform was not quiet for ${seconds} s within ${withinSeconds} s`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

async function activity(databases: Databases): Promise<string> {
  return databases.snapshots(SPEAKERS, async (read) => {
    const ends = SPEAKERS.filter((name) => databases.present.has(name)).map(async (name) => {
      const [row] = await read(name).rows<{ last: string | null; cursors: string | null }>(
        `select (select max(id) from outbox_event) as last,
                (select string_agg(format('%s %s', consumer, id), ' ' order by consumer) from outbox_cursor) as cursors`,
      )
      return `${name} ${row?.last} ${row?.cursors}`
    })
    return (await Promise.all(ends)).join()
  })
}
