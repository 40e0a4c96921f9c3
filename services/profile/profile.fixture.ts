/** A profile service beside an identity that the test plays, and people who keep things in it. */
import type { AddressView, PaymentMethodView, profile } from '@rialto/contracts/profile'
import { permits } from '@rialto/contracts/roles'
import type { Call, Caller, RouteInput } from '@rialto/kernel/contract/contract'
import { openWorld, user, type World } from '@rialto/kernel/testing/world'
import { profileService } from './service.ts'

export const HOME_ADDRESS = { street: '1 Main St', city: 'Springfield', zipCode: '62701', country: 'USA' }

type Route = keyof (typeof profile)['routes']

export type ProfileWorld = World<typeof profile> & {
  /** Somebody new. */
  person(): Caller & { readonly id: string }
  /** Asks as a person and gives the body. */
  ask<T>(caller: Caller, route: Route, input?: RouteInput, call?: Partial<Call>): Promise<T>
  keepAddress(caller: Caller, more?: object): Promise<AddressView>
  keepMethod(caller: Caller, more?: object): Promise<PaymentMethodView>
}

export async function openProfile(): Promise<ProfileWorld> {
  const world = await openWorld(profileService, {
    permits,
    neighbours: {
      identity: {
        exportAccount: ({ body }: { body: { userId: string } }) => ({
          account: { id: body.userId, email: 'a@example.com' },
          sessions: [{ id: 'ses_1' }],
        }),
      },
    },
  })
  let people = 0
  const ask = async <T>(caller: Caller, route: Route, input: RouteInput = {}, call: Partial<Call> = {}) =>
    (await world.as(caller, route, input, call)).body as T
  return {
    ...world,
    ask,
    person: () => user(`usr_person${(people += 1)}`) as Caller & { readonly id: string },
    keepAddress: (caller, more = {}) =>
      ask<AddressView>(caller, 'addAddress', { body: { ...HOME_ADDRESS, ...more } }),
    keepMethod: (caller, more = {}) =>
      ask<PaymentMethodView>(caller, 'addPaymentMethod', { body: { token: 'tok_visa', ...more } }),
  }
}
