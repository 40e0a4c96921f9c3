/** The SQL of the second factor. */
import type { Sql } from '@rialto/kernel/sql/database'

export type Mfa = { readonly sealedSecret: Buffer; readonly isEnabled: boolean }

/** Writes a secret that does not count yet, in place of an earlier such one; false where one counts already. */
export async function putSecret(db: Sql, userId: string, sealedSecret: Buffer, now: Date): Promise<boolean> {
  const rows = await db.rows`
    insert into mfa (user_id, sealed_secret, created_at)
    values (${userId}, ${sealedSecret}, ${now})
        on conflict (user_id) do update
       set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
     where mfa.enabled_at is null
    returning 1`
  return rows.length === 1
}

export async function findMfa(db: Sql, userId: string): Promise<Mfa | undefined> {
  const [mfa] = await db.rows<Mfa>`
    select sealed_secret as "sealedSecret", enabled_at is not null as "isEnabled"
      from mfa where user_id = ${userId}`
  return mfa
}

/** Makes this very secret count. Of two who confirm it at once one gets true. */
export async function enableMfa(
  tx: Sql,
  userId: string,
  sealedSecret: Buffer,
  step: number,
  now: Date,
): Promise<boolean> {
  const rows = await tx.rows`
    update mfa set enabled_at = ${now}, last_step = ${step}
     where user_id = ${userId} and sealed_secret = ${sealedSecret} and enabled_at is null
    returning 1`
  return rows.length === 1
}

/** A code opens once, and none before it opens after it. */
export async function useStep(tx: Sql, userId: string, step: number): Promise<boolean> {
  const rows = await tx.rows`
    update mfa set last_step = ${step} where user_id = ${userId} and last_step < ${step} returning 1`
  return rows.length === 1
}

export async function insertRecoveryCodes(tx: Sql, userId: string, tags: readonly Buffer[]): Promise<void> {
  await tx.rows`
    insert into recovery_code (user_id, tag) select ${userId}, unnest(${tags}::bytea[])`
}

/** A recovery code is gone once it has opened. */
export async function useRecoveryCode(tx: Sql, userId: string, tag: Buffer): Promise<boolean> {
  const rows = await tx.rows`delete from recovery_code where user_id = ${userId} and tag = ${tag} returning 1`
  return rows.length === 1
}

export async function countRecoveryCodes(db: Sql, userId: string): Promise<number> {
  const [left] = await db.rows<{ count: number }>`
    select count(*) as count from recovery_code where user_id = ${userId}`
  return left?.count ?? 0
}

export async function deleteMfa(tx: Sql, userId: string): Promise<void> {
  await tx.rows`
    with codes as (delete from recovery_code where user_id = ${userId})
    delete from mfa where user_id = ${userId}`
}
