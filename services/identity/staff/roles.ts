/** The rule that a shop never loses its last administrator. */
import { Problem } from '@rialto/kernel/contract/problem'
import type { Tx } from '@rialto/kernel/sql/database'
import { lockAdmins } from './store.ts'

export const ADMIN = 'admin'

/** Throws `last_admin` where nobody would be left without this one. Holds until the transaction ends. */
export async function keepOneAdmin(tx: Tx, userId: string): Promise<void> {
  const admins = await lockAdmins(tx, ADMIN)
  if (admins.length !== 1 || admins[0] !== userId) return
  throw new Problem('last_admin', { detail: 'Make somebody else an admin first.' })
}
