/** The views of lists that staff saves, for themselves or for all. */
import {
  VIEWS_PER_LIST_MAX,
  VIEWS_SHOWN_MAX,
  type ProfileInput,
  type SavedView,
} from '@rialto/contracts/profile'
import { permits } from '@rialto/contracts/roles'
import type { Answer, Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { once } from '@rialto/kernel/idempotency/idempotency'
import type { Tx } from '@rialto/kernel/sql/database'
import type { ProfileNeeds } from '../needs.ts'
import { ownerOf } from '../owner/owner.ts'
import {
  countViews,
  deleteView,
  insertView,
  listViews,
  lockView,
  lockViews,
  updateView,
  type View,
} from './store.ts'

const MANAGING = 'views:manage'

export async function showViews({ db }: ProfileNeeds, { query }: ProfileInput<'views'>, call: Call) {
  const userId = ownerOf(call)
  const views = await listViews(db, userId, query.list, VIEWS_SHOWN_MAX)
  return { items: views.map((view) => viewFor(userId, view)), nextCursor: null }
}

export async function addView(
  { db, ids, clock }: ProfileNeeds,
  { list, name, query, shared = false }: ProfileInput<'addView'>['body'],
  call: Call,
): Promise<Answer> {
  const userId = ownerOf(call)
  return once(db, call, 201, async (tx) => {
    await lockViews(tx, userId, list)
    if ((await countViews(tx, userId, list)) >= VIEWS_PER_LIST_MAX) throw full(list)
    const now = new Date(clock.now())
    const settings = { name: name.trim(), query, shared }
    const view = { id: ids.next('viw'), userId, list, ...settings, createdAt: now, updatedAt: now }
    await insertView(tx, view)
    return viewFor(userId, view)
  })
}

export async function putView(
  { db, clock }: ProfileNeeds,
  { params, body: { name, query, shared = false } }: ProfileInput<'putView'>,
  call: Call,
): Promise<SavedView> {
  return db.transaction(async (tx) => {
    const before = await viewToChange(tx, params.id, call)
    const after = { ...before, name: name.trim(), query, shared, updatedAt: new Date(clock.now()) }
    await updateView(tx, after)
    return viewFor(ownerOf(call), after)
  })
}

export async function removeView({ db }: ProfileNeeds, id: string, call: Call) {
  await db.transaction(async (tx) => {
    await viewToChange(tx, id, call)
    await deleteView(tx, id)
  })
  return { removed: true } as const
}

/** What others keep for themselves is not there; what they share is theirs, and whoever manages views may change it. */
async function viewToChange(tx: Tx, id: string, call: Call): Promise<View> {
  const userId = ownerOf(call)
  const view = await lockView(tx, id)
  if (view?.userId === userId) return view
  if (!view?.shared) throw new Problem('unknown_view', { detail: `There is no view ${id}.` })
  if (call.caller.kind === 'user' && permits(call.caller.roles, MANAGING)) return view
  throw new Problem('forbidden', {
    detail: `It is somebody else’s. To change it needs the permission ${MANAGING}; save one of your own instead.`,
  })
}

export function viewFor(userId: string, { userId: keeper, createdAt, updatedAt, ...view }: View): SavedView {
  return {
    ...view,
    owner: keeper === userId,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

function full(list: string): Problem {
  return new Problem('views_full', {
    detail: `You have ${VIEWS_PER_LIST_MAX} views of ${list}. Remove one first.`,
  })
}
