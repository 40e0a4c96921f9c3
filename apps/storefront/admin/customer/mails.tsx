/** What a customer was told, and what became of it. */
import { myShop } from '../../session/shop.ts'
import { MailLog } from '../notification/mail-log.tsx'
import type { Staff } from '../shell/staff.ts'
import { Panel } from '../ui/panel.tsx'

const SHOWN_MAX = 10

export async function CustomerMails({ userId, staff }: { readonly userId: string; readonly staff: Staff }) {
  const { items } = await (await myShop()).notification.log({ query: { userId, limit: SHOWN_MAX } })
  return (
    <Panel title="Messages" isFlush>
      <MailLog
        entries={items}
        mayResend={staff.may('notifications:send')}
        nothing="Nothing was sent to this customer yet."
      />
    </Panel>
  )
}
