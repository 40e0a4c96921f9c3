/** Notifications: people are told what happened to their orders and accounts, once, and can read it again. */
import { identity } from '@rialto/contracts/identity'
import { inventory } from '@rialto/contracts/inventory'
import { notification, type NotificationChannel } from '@rialto/contracts/notification'
import { order } from '@rialto/contracts/order'
import { forgetOldKeys } from '@rialto/kernel/idempotency/idempotency'
import { defineService } from '@rialto/kernel/service/service'
import { inboxRoutes } from './mail/inbox.ts'
import { logRoutes } from './mail/log.ts'
import { ownRoutes } from './mail/own.ts'
import type { Address, Outlets } from './mailer.ts'
import { messageRoutes } from './message/message.ts'
import { openSender } from './outgoing/send.ts'
import { preferenceRoutes } from './preference/preferences.ts'
import { notificationReactions } from './reactions.ts'
import { shortageJob } from './stock/shortages.ts'
import { templateRoutes } from './templates/preview.ts'

const SEND_EVERY_MS = 1_000
const FORGET_EVERY_MS = 60_000

export type NotificationOptions = {
  /** Where the buttons in mails lead, without a slash at the end. */
  readonly shopUrl: string
  readonly from?: Address
  /** Who is told that stock runs low. */
  readonly stockAddress?: string
  /** By channel; what is missing stays in the built-in inbox. The service closes them. */
  readonly outlets?: Outlets
}

const FROM_DEFAULT: Address = { name: 'Rialto', address: 'orders@rialto.example' }
const STOCK_ADDRESS_DEFAULT = 'stock@rialto.example'

export function notificationService({
  shopUrl,
  from = FROM_DEFAULT,
  stockAddress = STOCK_ADDRESS_DEFAULT,
  outlets = {},
}: NotificationOptions) {
  return defineService({
    contract: notification,
    uses: { order, identity },
    listens: [
      ...['confirmed', 'cancelled', 'refunded', 'shipped', 'delivered'].map(
        (name) => `${order.name}.${name}`,
      ),
      `${identity.name}.mail_wanted`,
      `${identity.name}.user_erased`,
      `${inventory.name}.low_stock`,
    ],
    migrations: new URL('./migrations/', import.meta.url),
    open: (needs) => {
      const goesOut = (channel: NotificationChannel) => channel !== 'in_app' && outlets[channel] !== undefined
      const sender = openSender({ ...needs, outlets, from, shopUrl })
      const telling = {
        ...needs,
        outletOf: (channel: NotificationChannel) =>
          goesOut(channel) ? ('queued' as const) : ('delivered_to_inbox' as const),
        onQueued: () => sender.wake(),
        stockAddress,
      }
      return {
        routes: {
          ...ownRoutes(needs),
          ...preferenceRoutes(needs.db),
          ...templateRoutes(shopUrl),
          ...logRoutes(telling),
          ...messageRoutes(telling),
          ...inboxRoutes({ ...needs, from, shopUrl }),
        },
        reactions: notificationReactions(telling),
        jobs: [
          { name: 'send-mails', everyMs: SEND_EVERY_MS, run: () => sender.run().then(() => undefined) },
          shortageJob(telling),
          { name: 'forget-keys', everyMs: FORGET_EVERY_MS, run: () => forgetOldKeys(needs.db) },
        ],
        close: () => sender.close(),
      }
    },
  })
}
