/** Profile: what a person keeps with the shop, and what an order may take of it. */
import { identity } from '@rialto/contracts/identity'
import { profile } from '@rialto/contracts/profile'
import type { Service } from '@rialto/kernel/contract/contract'
import { forgetOldKeys } from '@rialto/kernel/idempotency/idempotency'
import { defineService } from '@rialto/kernel/service/service'
import { addAddress, patchAddress, putAddress, removeAddress, showAddress, showBook } from './address/book.ts'
import type { ProfileNeeds } from './needs.ts'
import { exportOwn } from './owner/export.ts'
import {
  addMethod,
  chooseDefault,
  chooseForCheckout,
  removeMethod,
  showMethods,
} from './payment-method/methods.ts'
import { profileReactions } from './reactions.ts'
import { addView, putView, removeView, showViews } from './view/views.ts'

const FORGET_KEYS_EVERY_MS = 60_000

export const profileService = defineService({
  contract: profile,
  uses: { identity },
  listens: [`${identity.name}.user_erased`],
  migrations: new URL('./migrations/', import.meta.url),
  open: (needs: ProfileNeeds) => ({
    routes: routes(needs),
    reactions: profileReactions(),
    jobs: [{ name: 'forget-keys', everyMs: FORGET_KEYS_EVERY_MS, run: () => forgetOldKeys(needs.db) }],
  }),
})

function routes(needs: ProfileNeeds): Service<typeof profile> {
  return {
    addresses: (input, call) => showBook(needs, input, call),
    address: ({ params }, call) => showAddress(needs, params.id, call),
    addAddress: ({ body }, call) => addAddress(needs, body, call),
    putAddress: (input, call) => putAddress(needs, input, call),
    patchAddress: (input, call) => patchAddress(needs, input, call),
    removeAddress: ({ params }, call) => removeAddress(needs, params.id, call),
    paymentMethods: (input, call) => showMethods(needs, input, call),
    addPaymentMethod: ({ body }, call) => addMethod(needs, body, call),
    chooseDefault: ({ params }, call) => chooseDefault(needs, params.id, call),
    removePaymentMethod: ({ params }, call) => removeMethod(needs, params.id, call),
    views: (input, call) => showViews(needs, input, call),
    addView: ({ body }, call) => addView(needs, body, call),
    putView: (input, call) => putView(needs, input, call),
    removeView: ({ params }, call) => removeView(needs, params.id, call),
    export: (_input, call) => exportOwn(needs, call),
    checkout: (asked) =>
      chooseForCheckout(
        needs,
        asked.map(({ input }) => input.body),
      ),
  }
}
