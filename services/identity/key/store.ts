/** The SQL of signing keys. */
import type { Sql } from '@rialto/kernel/sql/database'

const KEY_LOCK = 0x6b65_7973 // "keys": one process at a time makes one

export type KeyRow = {
  readonly id: string
  readonly publicJwk: { readonly kty: string; readonly crv: string; readonly x: string }
  readonly sealedSeed: Buffer
  readonly signsFrom: Date
  readonly signsUntil: Date
}

export async function listKeys(db: Sql, signingSince: Date): Promise<KeyRow[]> {
  return db.rows`
    select id, public_jwk as "publicJwk", sealed_seed as "sealedSeed",
           signs_from as "signsFrom", signs_until as "signsUntil"
      from signing_key
     where signs_until > ${signingSince}
     order by signs_from desc, id desc`
}

/** Until the end of the transaction nobody else makes a key. */
export async function lockKeys(tx: Sql): Promise<void> {
  await tx.rows`select pg_advisory_xact_lock(${KEY_LOCK})`
}

export async function insertKey(tx: Sql, key: KeyRow): Promise<void> {
  await tx.rows`
    insert into signing_key (id, public_jwk, sealed_seed, signs_from, signs_until)
    values (${key.id}, ${JSON.stringify(key.publicJwk)}, ${key.sealedSeed}, ${key.signsFrom}, ${key.signsUntil})`
}

export async function deleteKeys(db: Sql, signingBefore: Date): Promise<void> {
  await db.rows`delete from signing_key where signs_until <= ${signingBefore}`
}
