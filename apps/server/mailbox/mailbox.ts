/**
 * The built-in inbox, on a port of its own: every mail that the platform made, to be looked at, and a
 * small API for tests. For the demo profile and for people at this machine only.
 */
import type { NotificationClient } from '@rialto/contracts/notification'
import type { Logger } from '@rialto/kernel/observe/log'
import type { Ports } from '@rialto/kernel/ports/ports'
import { openApp, type App } from '@rialto/kernel/server/app'
import { mount, refuseOtherMethods } from '@rialto/kernel/server/mount'
import { serve } from '@rialto/kernel/service/serve'
import { mailboxApi, mailboxRoutes } from './api.ts'
import { guardDoor } from './guard.ts'
import { mountPages } from './pages.ts'

export type MailboxNeeds = {
  /** The notification service, here or elsewhere. */
  readonly client: NotificationClient
  readonly log: Logger
  readonly ports: Ports
}

/** Listen on a loopback address: nobody signs in here. */
export function openMailbox({ client, log, ports }: MailboxNeeds): App {
  const app = openApp({ ...ports, log })
  guardDoor(app)
  const { endpoints } = serve(mailboxApi, mailboxRoutes(client), { ...ports, permits: () => false })
  mount(app, mailboxApi, endpoints, {
    now: () => ports.clock.now(),
    identify: ({ ip }) => ({ kind: 'anonymous', address: ip }),
  })
  refuseOtherMethods(app, [mailboxApi])
  mountPages(app, client, ports.clock)
  return app
}
