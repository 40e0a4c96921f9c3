/** The sandbox’s log of charges: who asks again meets what was written first. */
import type { Database, Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'

export type ChargeKey = {
  readonly key: string
  readonly amount: number
  readonly currency: string
}

export type ChargeRequest = ChargeKey & {
  /** The same key is charged once; asked again, the first outcome stands. */
  readonly key: string
  readonly token: string
  readonly capture?: 'manual'
}

export type ChargeRow = ChargeKey & {
  readonly outcome: 'captured' | 'authorised' | 'declined' | 'requires_action' | 'abandoned'
  readonly reference: string
  readonly reason: string | null
}

const OUTCOMES: Readonly<Record<string, readonly [ChargeRow['outcome'], string | null]>> = {
  tok_visa: ['captured', null],
  tok_slow: ['captured', null],
  tok_timeout_charged: ['captured', null],
  tok_declined: ['declined', 'card_declined'],
  tok_insufficient_funds: ['declined', 'insufficient_funds'],
  tok_expired: ['declined', 'expired_card'],
  tok_3ds: ['requires_action', 'authentication_required'],
}

function outcomeOf({ token, capture }: ChargeRequest): readonly [ChargeRow['outcome'], string | null] {
  const [outcome, reason] = OUTCOMES[token] ?? (['declined', 'unknown_token'] as const)
  return [outcome === 'captured' && capture === 'manual' ? 'authorised' : outcome, reason]
}

const COLUMNS = sql`key, outcome, reference, reason, amount, currency`

/** A key that is here already keeps its outcome: that is what makes asking again safe. */
export async function writeCharges(db: Database, requests: readonly ChargeRequest[]): Promise<ChargeRow[]> {
  const first = new Map(requests.map((request) => [request.key, request]))
  const fresh = [...first.values()]
  const outcomes = fresh.map(outcomeOf)
  const rows = await db.relaxed.rows<ChargeRow>`
    insert into charge (key, reference, amount, currency, token, outcome, reason, manual)
    select key, 'sbx_' || key, amount, currency, token, outcome, reason, manual from unnest(
      ${fresh.map(({ key }) => key)}::text[], ${fresh.map(({ amount }) => amount)}::bigint[],
      ${fresh.map(({ currency }) => currency)}::text[], ${fresh.map(({ token }) => token)}::text[],
      ${outcomes.map(([outcome]) => outcome)}::text[], ${outcomes.map(([, reason]) => reason)}::text[],
      ${fresh.map(({ capture }) => capture === 'manual')}::boolean[]
    ) as c (key, amount, currency, token, outcome, reason, manual)
        on conflict (key) do update set key = excluded.key
    returning ${COLUMNS}`
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return requests.map(({ key }) => byKey.get(key) as ChargeRow)
}

type FoundRow = ChargeRow & { readonly captured: number | null }

/** As it is told: what was taken only where it is a part. */
function told({ captured, ...row }: FoundRow): ChargeRow & { readonly captured?: number } {
  return captured === null ? row : { ...row, captured }
}

/** What became of charges; keys that never arrived are left out. */
export async function findCharges(db: Sql, keys: readonly string[]): Promise<ChargeRow[]> {
  const rows = await db.rows<FoundRow>`
    select ${COLUMNS}, captured from charge where key = any(${keys}::text[])`
  return rows.map(told)
}

/** Takes what was set aside, once. Whatever else became of it stands. */
export async function captureCharge(db: Sql, key: string, take: number): Promise<ChargeRow> {
  const [row] = await db.rows<FoundRow>`
    update charge
       set captured = case when outcome = 'authorised' and ${take}::bigint < amount then ${take}::bigint else captured end,
           outcome = case outcome when 'authorised' then 'captured' else outcome end
     where key = ${key}
    returning ${COLUMNS}, captured`
  if (!row) throw new Error(`nothing was ever set aside for ${key}`)
  return told(row)
}

/** Makes sure that a key is never charged from now on, and tells what became of it. */
export async function abandonCharge(db: Sql, { key, amount, currency }: ChargeKey): Promise<ChargeRow> {
  const [row] = await db.rows<FoundRow>`
    insert into charge (key, reference, amount, currency, token, outcome)
    values (${key}, ${`sbx_${key}`}, ${amount}, ${currency}, '', 'abandoned')
        on conflict (key) do update
       set outcome = case when charge.outcome in ('requires_action', 'authorised') then 'abandoned'
                          else charge.outcome end
    returning ${COLUMNS}, captured`
  return told(row as FoundRow)
}

/** The cardholder's answer: the first one counts, and only while it is waited for. */
export async function answerCharge(
  db: Sql,
  key: string,
  approve: boolean,
  seconds: number,
): Promise<ChargeRow | undefined> {
  const [row] = await db.rows<ChargeRow>`
    update charge
       set outcome = case when not ${approve} then 'declined' when manual then 'authorised' else 'captured' end,
           reason = case when ${approve} then null else 'authentication_failed' end
     where key = ${key} and outcome = 'requires_action' and at > now() - make_interval(secs => ${seconds})
    returning ${COLUMNS}`
  return row
}

/** How a question to a cardholder stands. */
export async function findQuestion(
  db: Sql,
  key: string,
  seconds: number,
): Promise<(ChargeRow & { readonly isOver: boolean; readonly wasAsked: boolean }) | undefined> {
  const [row] = await db.rows<ChargeRow & { isOver: boolean; wasAsked: boolean }>`
    select ${COLUMNS}, at < now() - make_interval(secs => ${seconds}) as "isOver", token = 'tok_3ds' as "wasAsked"
      from charge where key = ${key}`
  return row
}
