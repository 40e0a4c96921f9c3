/** The payment methods of a person, each the provider's token. */
import { PAYMENT_METHODS_MAX, type CheckoutChoice, type ProfileInput } from '@rialto/contracts/profile'
import type { Answer, Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { LIST_LIMIT_DEFAULT } from '@rialto/kernel/contract/schema'
import { once } from '@rialto/kernel/idempotency/idempotency'
import { cursors, page } from '@rialto/kernel/list/cursor'
import type { Sql } from '@rialto/kernel/sql/database'
import { orderAddress } from '../address/domain.ts'
import type { ProfileNeeds } from '../needs.ts'
import { ownerOf } from '../owner/owner.ts'
import { acceptMethod, methodView, type PaymentMethod } from './domain.ts'
import {
  clearDefaultMethod,
  countMethods,
  deleteMethod,
  fillDefaultMethod,
  findByToken,
  findChosen,
  findMethod,
  insertMethod,
  listMethods,
  lockMethods,
  type Asked,
  type MethodPosition,
} from './store.ts'

const cursor = cursors<MethodPosition>('payment methods')

export async function showMethods(
  { db }: ProfileNeeds,
  { query }: ProfileInput<'paymentMethods'>,
  call: Call,
) {
  const limit = query.limit ?? LIST_LIMIT_DEFAULT
  const after = query.cursor === undefined ? undefined : cursor.decode(query.cursor)
  const found = await listMethods(db, ownerOf(call), after, limit + 1)
  const { items, nextCursor } = page(
    found,
    limit,
    ({ createdAt, id }): MethodPosition => [createdAt.toISOString(), id],
    cursor.encode,
  )
  return { items: items.map(methodView), nextCursor }
}

export async function addMethod(
  { db, ids, clock }: ProfileNeeds,
  body: ProfileInput<'addPaymentMethod'>['body'],
  call: Call,
): Promise<Answer> {
  const userId = ownerOf(call)
  const method = acceptMethod(body, clock.now())
  return once(db, call, 201, async (tx) => {
    await lockMethods(tx, userId)
    const kept = await findByToken(tx, userId, method.token)
    const id = kept?.id ?? ids.next('pm')
    if (!kept) {
      if ((await countMethods(tx, userId)) >= PAYMENT_METHODS_MAX) throw full()
      await insertMethod(tx, userId, id, method, new Date(clock.now()))
    }
    if (body.isDefault === true) await clearDefaultMethod(tx, userId)
    await fillDefaultMethod(tx, userId, id)
    return methodView(await methodOf(tx, userId, id))
  })
}

export async function chooseDefault({ db }: ProfileNeeds, id: string, call: Call) {
  const userId = ownerOf(call)
  return db.transaction(async (tx) => {
    await lockMethods(tx, userId)
    await methodOf(tx, userId, id)
    await clearDefaultMethod(tx, userId)
    await fillDefaultMethod(tx, userId, id)
    return methodView(await methodOf(tx, userId, id))
  })
}

export async function removeMethod({ db }: ProfileNeeds, id: string, call: Call) {
  const userId = ownerOf(call)
  await db.transaction(async (tx) => {
    await lockMethods(tx, userId)
    await methodOf(tx, userId, id)
    await deleteMethod(tx, userId, id)
    await fillDefaultMethod(tx, userId)
  })
  return { removed: true } as const
}

/** For orders, many at once. */
export async function chooseForCheckout(
  { db }: ProfileNeeds,
  asked: readonly Asked[],
): Promise<CheckoutChoice[]> {
  const chosen = await findChosen(db.relaxed, asked)
  return chosen.map(({ methodId, method, token, address }) => ({
    paymentMethod: methodId === null ? null : { id: methodId, method, token },
    shippingAddress: address && orderAddress(address),
  }))
}

async function methodOf(db: Sql, userId: string, id: string): Promise<PaymentMethod> {
  const method = await findMethod(db, userId, id)
  if (!method) throw new Problem('unknown_payment_method', { detail: `You have no payment method ${id}.` })
  return method
}

function full(): Problem {
  return new Problem('payment_methods_full', {
    detail: `There are ${PAYMENT_METHODS_MAX}. Remove one first.`,
  })
}
