/** Notifications: what is told to whom, once per cause. */
import { contract, type Client } from '@rialto/kernel/contract/contract'

export const notification = contract({
  name: 'notification',
  problems: {},
  routes: {},
  events: {},
})

export type NotificationClient = Client<typeof notification>
