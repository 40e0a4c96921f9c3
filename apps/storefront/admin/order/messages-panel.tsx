/** What the customer was told about this order. */
import { myShop } from '../../session/shop.ts'
import { MailLog } from '../notification/mail-log.tsx'
import type { Staff } from '../shell/staff.ts'
import { Panel } from '../ui/panel.tsx'

const SHOWN_MAX = 20

export async function MessagesPanel({ orderId, staff }: { readonly orderId: string; readonly staff: Staff }) {
  const { items } = await (await myShop()).notification.log({ query: { orderId, limit: SHOWN_MAX } })
  return (
    <Panel title="Messages" isFlush>
      <MailLog
        entries={items}
        mayResend={staff.may('notifications:send')}
        nothing="Nobody was told anything about this order yet."
      />
    </Panel>
  )
}
