/** All that accounts and profiles know of a person, for that person. */
import { ADDRESSES_MAX, PAYMENT_METHODS_MAX } from '@rialto/contracts/profile'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { addressView } from '../address/domain.ts'
import { listAddresses } from '../address/store.ts'
import type { ProfileNeeds } from '../needs.ts'
import { methodView } from '../payment-method/domain.ts'
import { listMethods } from '../payment-method/store.ts'
import { viewsOf } from '../view/store.ts'
import { viewFor } from '../view/views.ts'
import { ownerOf } from './owner.ts'

export async function exportOwn({ db, clients, clock }: ProfileNeeds, call: Call): Promise<Answer> {
  const userId = ownerOf(call)
  const [{ account, sessions }, addresses, methods, views] = await Promise.all([
    clients.identity.exportAccount({ body: { userId } }, call),
    listAddresses(db, userId, undefined, ADDRESSES_MAX),
    listMethods(db, userId, undefined, PAYMENT_METHODS_MAX),
    viewsOf(db, userId),
  ])
  const body = {
    exportedAt: new Date(clock.now()).toISOString(),
    account,
    sessions,
    addresses: addresses.map(addressView),
    paymentMethods: methods.map(methodView),
    views: views.map((view) => viewFor(userId, view)),
  }
  return Answer.of(body, 200, { 'content-disposition': 'attachment; filename="my-data.json"' })
}
