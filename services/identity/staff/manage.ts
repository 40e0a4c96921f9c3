/** What staff does with accounts: find them, give them roles, close and open them. */
import { identity, type AccountView, type IdentityInput } from '@rialto/contracts/identity'
import { ROLES } from '@rialto/contracts/roles'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { Problem } from '@rialto/kernel/contract/problem'
import { eventOf } from '@rialto/kernel/events/event'
import { publish } from '@rialto/kernel/events/outbox'
import { cursors, page } from '@rialto/kernel/list/cursor'
import { accountView } from '../account/domain.ts'
import { unknownUser } from '../login/prove.ts'
import type { IdentityNeeds } from '../needs.ts'
import { accountOf } from '../person/profile.ts'
import { sessionsOf } from '../session/own.ts'
import { revokeAll } from '../session/sessions.ts'
import { ADMIN, keepOneAdmin } from './roles.ts'
import { listUsers, lockUser, setDisabled, setRoles, type UserPosition } from './store.ts'

const cursor = cursors<UserPosition>('users')

export async function findUsers({ db }: IdentityNeeds, { query }: IdentityInput<'users'>) {
  const { limit = LIST_LIMIT_DEFAULT, q, role, status } = query
  const after = query.cursor === undefined ? undefined : cursor.decode(query.cursor)
  const accounts = await listUsers(db, { q, role, status }, after, limit + 1)
  const { items, nextCursor } = page(
    accounts,
    limit,
    ({ createdAt, id }): UserPosition => [createdAt.toISOString(), id],
    cursor.encode,
  )
  return { items: items.map(accountView), nextCursor }
}

export async function changeRoles(
  needs: IdentityNeeds,
  { params: { id }, body: { roles } }: IdentityInput<'setRoles'>,
): Promise<AccountView> {
  refuseUnknownRoles(roles)
  return needs.db.transaction(async (tx) => {
    if (!roles.includes(ADMIN)) await keepOneAdmin(tx, id)
    const before = await lockUser(tx, id)
    if (!before) throw unknownUser(id)
    if (isSame(before.roles, roles)) return accountView(before)
    const account = await setRoles(tx, id, roles, new Date(needs.clock.now()))
    if (!account) throw unknownUser(id)
    await revokeAll(needs, tx, id, 'roles_changed')
    await publish(tx, [eventOf(identity, 'roles_changed', id, { userId: id, roles: [...roles] })])
    tx.afterCommit(needs.wake)
    return accountView(account)
  })
}

export async function disableUser(needs: IdentityNeeds, id: string): Promise<AccountView> {
  return needs.db.transaction(async (tx) => {
    await keepOneAdmin(tx, id)
    const before = await lockUser(tx, id)
    if (!before) throw unknownUser(id)
    if (before.disabledAt !== null) return accountView(before)
    const now = new Date(needs.clock.now())
    const account = await setDisabled(tx, id, now, now)
    if (!account) throw unknownUser(id)
    await revokeAll(needs, tx, id, 'disabled')
    await publish(tx, [eventOf(identity, 'user_disabled', id, { userId: id })])
    tx.afterCommit(needs.wake)
    return accountView(account)
  })
}

export async function enableUser(needs: IdentityNeeds, id: string): Promise<AccountView> {
  return needs.db.transaction(async (tx) => {
    const before = await lockUser(tx, id)
    if (!before) throw unknownUser(id)
    if (before.disabledAt === null) return accountView(before)
    const account = await setDisabled(tx, id, null, new Date(needs.clock.now()))
    if (!account) throw unknownUser(id)
    await publish(tx, [eventOf(identity, 'user_enabled', id, { userId: id })])
    tx.afterCommit(needs.wake)
    return accountView(account)
  })
}

export async function showSessionsOf(needs: IdentityNeeds, id: string) {
  await accountOf(needs.db, id)
  return sessionsOf(needs, id)
}

export async function revokeSessionsOf(needs: IdentityNeeds, id: string) {
  await accountOf(needs.db, id)
  return { revoked: await needs.db.transaction((tx) => revokeAll(needs, tx, id, 'revoked')) }
}

function refuseUnknownRoles(roles: readonly string[]): void {
  const unknown = roles.findIndex((role) => !ROLES.includes(role))
  if (unknown === -1) return
  throw new Problem('validation_failed', {
    detail: `There are the roles ${ROLES.join(', ')}.`,
    errors: [{ path: `/roles/${unknown}`, message: 'is no role', code: 'role' }],
  })
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((role) => others.includes(role))
}
