/** The SQL of differences between our books and the provider's. */
import type { MismatchView } from '@rialto/contracts/payment'
import type { Sql } from '@rialto/kernel/sql/database'
import { sql } from '@rialto/kernel/sql/statement'

export type MismatchRow = {
  readonly id: string
  readonly provider: string
  readonly kind: MismatchView['kind']
  readonly paymentId: string | null
  readonly reference: string | null
  readonly ours: string | null
  readonly theirs: string
  readonly createdAt: Date
  readonly resolvedAt: Date | null
  readonly resolvedBy: string | null
  readonly resolution: string | null
}

export type NewMismatch = Pick<
  MismatchRow,
  'id' | 'provider' | 'kind' | 'paymentId' | 'reference' | 'ours' | 'theirs'
> & { readonly subject: string }

const COLUMNS = sql`
  id, provider, kind, payment_id as "paymentId", reference, ours, theirs, created_at as "createdAt",
  resolved_at as "resolvedAt", resolved_by as "resolvedBy", resolution`

/** Writes a difference; false where the same one was told before. */
export async function insertMismatch(tx: Sql, found: NewMismatch): Promise<boolean> {
  const rows = await tx.rows`
    insert into mismatch (id, provider, kind, subject, payment_id, reference, ours, theirs)
    values (${found.id}, ${found.provider}, ${found.kind}, ${found.subject}, ${found.paymentId},
            ${found.reference}, ${found.ours}, ${found.theirs})
        on conflict do nothing
    returning 1`
  return rows.length === 1
}

/** Newest first; those that wait for a person, or all. */
export async function listMismatches(
  db: Sql,
  all: boolean,
  before: string | null,
  limit: number,
): Promise<MismatchRow[]> {
  return db.rows<MismatchRow>`
    select ${COLUMNS} from mismatch
     where (${all} or resolved_at is null) and (${before}::text is null or id < ${before})
     order by id desc limit ${limit}`
}

export async function findMismatch(db: Sql, id: string): Promise<MismatchRow | undefined> {
  const [row] = await db.rows<MismatchRow>`select ${COLUMNS} from mismatch where id = ${id}`
  return row
}

/** The first who says so resolves it: nothing comes back for a second. */
export async function resolveMismatch(
  tx: Sql,
  id: string,
  by: string,
  reason: string,
): Promise<MismatchRow | undefined> {
  const [row] = await tx.rows<MismatchRow>`
    update mismatch set resolved_at = now(), resolved_by = ${by}, resolution = ${reason}
     where id = ${id} and resolved_at is null
    returning ${COLUMNS}`
  return row
}
