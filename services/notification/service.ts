/** Notifications: people are told what happened to their orders, once, and can read it again. */
import { identity } from '@rialto/contracts/identity'
import { notification } from '@rialto/contracts/notification'
import { order } from '@rialto/contracts/order'
import { defineService } from '@rialto/kernel/service/service'
import { inboxRoutes } from './mail/inbox.ts'
import { logRoutes } from './mail/log.ts'
import { ownRoutes } from './mail/own.ts'
import type { Address, Mailer } from './mailer.ts'
import { openSender } from './outgoing/send.ts'
import { notificationReactions } from './reactions.ts'
import { openComposer } from './request/compose.ts'

const SWEEP_EVERY_MS = 1_000
const SEND_EVERY_MS = 1_000

export type NotificationOptions = {
  /** Where the buttons in mails lead, without a slash at the end. */
  readonly shopUrl: string
  readonly from?: Address
  /** Without one, mails stay in the built-in inbox. The service closes it. */
  readonly mailer?: Mailer
}

const FROM_DEFAULT: Address = { name: 'Rialto', address: 'orders@rialto.example' }

export function notificationService({ shopUrl, from = FROM_DEFAULT, mailer }: NotificationOptions) {
  return defineService({
    contract: notification,
    uses: { order, identity },
    listens: ['confirmed', 'cancelled', 'refunded', 'shipped', 'delivered'].map(
      (name) => `${order.name}.${name}`,
    ),
    migrations: new URL('./migrations/', import.meta.url),
    open: (needs) => {
      const sender = mailer && openSender({ ...needs, mailer, from, shopUrl })
      const composer = openComposer({
        ...needs,
        addressed: sender ? 'queued' : 'delivered_to_inbox',
        onQueued: () => sender?.wake(),
      })
      return {
        routes: {
          ...ownRoutes(needs),
          ...logRoutes(needs.db),
          ...inboxRoutes(needs.db, { from, shopUrl }),
        },
        reactions: notificationReactions(
          (requests) => composer.take(requests),
          () => needs.clock.now(),
        ),
        jobs: [
          { name: 'compose-left-behind', everyMs: SWEEP_EVERY_MS, run: () => composer.sweep() },
          ...(sender
            ? [{ name: 'send-mails', everyMs: SEND_EVERY_MS, run: () => sender.run().then(() => undefined) }]
            : []),
        ],
        close: async () => {
          await composer.drain()
          await sender?.close()
        },
      }
    },
  })
}
