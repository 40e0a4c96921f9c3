/** What notification does when others speak: it writes the mail of each cause beside the memory of its event. */
import { identity } from '@rialto/contracts/identity'
import { inventory } from '@rialto/contracts/inventory'
import { order } from '@rialto/contracts/order'
import type { Event } from '@rialto/kernel/events/event'
import { on, type Reaction } from '@rialto/kernel/events/reactions'
import type { Tx } from '@rialto/kernel/sql/database'
import type { Cause } from './domain.ts'
import { hearShortages, type StockNeeds } from './stock/shortages.ts'
import { forgetReaders } from './telling/store.ts'
import {
  accountAddresseesOf,
  addresseesOf,
  tell,
  type Addressee,
  type Addressees,
  type TellingNeeds,
} from './telling/telling.ts'

export function notificationReactions(needs: StockNeeds): readonly Reaction[] {
  return [
    ...aboutOrders(needs),
    ...aboutAccounts(needs),
    on(inventory, 'low_stock', (events, tx) => hearShortages(needs, tx, events)),
  ]
}

/** `occasion` tells refunds of one order apart; everything else happens to an order once. */
function aboutOrders(needs: TellingNeeds): readonly Reaction[] {
  const ask = (events: readonly Event[]) =>
    addresseesOf(
      needs,
      events.map(({ key }) => key),
    )
  const note = <D>(
    events: readonly Event<D>[],
    tx: Tx,
    addressees: Addressees,
    causeOf: (data: D, number: string) => Cause,
    occasionOf: (event: Event<D>) => string = () => '',
  ) =>
    tell(
      needs,
      tx,
      events.map((event) => {
        const addressee = addressees.get(event.key)
        const cause = causeOf(event.data, addressee?.number ?? event.key)
        return { about: event.key, occasion: occasionOf(event), cause, addressee }
      }),
    )
  return [
    on(
      order,
      'confirmed',
      async (events, tx, to: Addressees) => {
        await note(events, tx, to, (_data, number) => ({ kind: 'order_confirmed', number }))
        // Who pays while placing has one answer to one act; who pays later is told of that as well.
        const paidApart = events.filter(({ data }) => data.receivedApart !== undefined)
        await note(paidApart, tx, to, ({ receivedApart: amount = 0, currency }, number) => ({
          kind: 'payment_received',
          number,
          amount,
          currency,
        }))
      },
      ask,
    ),
    on(
      order,
      'cancelled',
      (events, tx, to: Addressees) =>
        note(events, tx, to, ({ reason, paid }, number) => ({
          kind: 'order_cancelled',
          number,
          reason,
          paid,
        })),
      ask,
    ),
    on(
      order,
      'refunded',
      (events, tx, to: Addressees) =>
        note(
          events,
          tx,
          to,
          ({ amount, currency }, number) => ({ kind: 'order_refunded', number, amount, currency }),
          ({ id, data }) => data.refundId ?? id,
        ),
      ask,
    ),
    on(
      order,
      'shipped',
      (events, tx, to: Addressees) =>
        note(events, tx, to, ({ trackingNumber, carrier }, number) => ({
          kind: 'order_shipped',
          number,
          trackingNumber,
          carrier,
        })),
      ask,
    ),
    on(
      order,
      'delivered',
      (events, tx, to: Addressees) =>
        note(events, tx, to, (_data, number) => ({ kind: 'order_delivered', number })),
      ask,
    ),
  ]
}

function aboutAccounts(needs: TellingNeeds): readonly Reaction[] {
  return [
    on(
      identity,
      'mail_wanted',
      (events, tx, to: ReadonlyMap<string, Addressee>) =>
        tell(
          needs,
          tx,
          events.flatMap(({ data: { actionId, kind } }) => {
            const addressee = to.get(actionId)
            return addressee ? [{ about: actionId, cause: { kind }, addressee }] : []
          }),
        ),
      (events) =>
        accountAddresseesOf(
          needs,
          events.flatMap(({ data: { actionId, userId } }) => (userId === null ? [] : [actionId])),
        ),
    ),
    on(identity, 'user_erased', (events, tx) =>
      forgetReaders(
        tx,
        events.map(({ data }) => data.userId),
      ),
    ),
  ]
}
