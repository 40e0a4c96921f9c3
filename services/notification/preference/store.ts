/** The SQL of preferences. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Choices } from '../domain.ts'

export type PreferenceRow = { readonly locale: string | null; readonly choices: Choices }

const NONE: PreferenceRow = { locale: null, choices: {} }

export async function findPreference(db: Sql, userId: string): Promise<PreferenceRow> {
  const [row] = await db.rows<PreferenceRow>`
    select locale, choices from preference where user_id = ${userId}`
  return row ?? NONE
}

/** A row to be locked, so that two changes at once become one after the other. */
export async function lockPreference(tx: Sql, userId: string): Promise<PreferenceRow> {
  const [row] = await tx.rows<PreferenceRow>`
    insert into preference (user_id) values (${userId})
        on conflict (user_id) do update set user_id = excluded.user_id
    returning locale, choices`
  return row ?? NONE
}

export async function writePreference(
  tx: Sql,
  userId: string,
  { locale, choices }: PreferenceRow,
): Promise<void> {
  await tx.rows`
    update preference set locale = ${locale}, choices = ${JSON.stringify(choices)} where user_id = ${userId}`
}
