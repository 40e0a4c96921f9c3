import type { Metadata } from 'next'
import type { EventLag } from '@rialto/contracts/event'
import { behindText, inOrder, isBehind, unreadText, type Behind } from '../../../../../admin/event/behind.ts'
import { EventTabs, MissingServices } from '../../../../../admin/event/tabs.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { StatusPill } from '../../../../../admin/ui/status-pill.tsx'
import { durationText } from '../../../../../admin/ui/time.ts'
import { Watch } from '../../../../../admin/ui/watch.tsx'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Events not heard yet' }

export default guarded('events:read', async () => {
  const lag = await (await myShop()).event.lag()
  return (
    <PageRoom>
      <PageHead title="Events" />
      <EventTabs current="/admin/events/lag" />
      <MissingServices names={lag.missing} />
      <Watch />
      <p role="status" className="mb-4 text-muted">
        {behindText(lag.items)}
      </p>
      <div className="overflow-x-auto rounded-card border border-hairline bg-raised">
        <table className="table on-phone" aria-label="Events not heard yet">
          <thead>
            <tr>
              <th scope="col" className="first">
                Heard by
              </th>
              <th scope="col">State</th>
              <th scope="col">Said by</th>
              <th scope="col" className="end">
                Not heard yet
              </th>
              <th scope="col" className="end">
                The oldest waits
              </th>
              <th scope="col" className="end">
                Set aside
              </th>
              <th scope="col">Delivered by</th>
            </tr>
          </thead>
          <tbody>
            {inOrder(lag.items).map((item) => (
              <Row key={`${item.service} ${item.consumer}`} item={item} parked={lag.parked} />
            ))}
          </tbody>
        </table>
      </div>
    </PageRoom>
  )
})

function Row({ item, parked }: { readonly item: Behind; readonly parked: EventLag['parked'] }) {
  const { service, consumer, unread, oldestUnreadMs, holder } = item
  const aside = parked.find((one) => one.consumer === consumer)?.count
  return (
    <tr>
      <td className="first phone font-semibold">{consumer}</td>
      <td className="phone">
        <StatusPill tone={isBehind(item) ? 'warning' : 'success'}>
          {isBehind(item) ? 'Behind' : 'Has heard all'}
        </StatusPill>
      </td>
      <td className="phone">
        <a href={`/admin/events?service=${service}`} className="text-link hover:underline">
          {service}
        </a>
      </td>
      <td className="phone end">
        {unreadText(unread)}
        <span className="text-muted md:hidden"> to hear</span>
      </td>
      <td className="end">{oldestUnreadMs === null ? '–' : durationText(oldestUnreadMs)}</td>
      <td className="end">
        {aside === undefined || aside === 0 ? (
          (aside ?? '–')
        ) : (
          <a
            href={`/admin/events/dead-letters?service=${consumer}`}
            className="text-link hover:underline"
            aria-label={`${aside} set aside by ${consumer}`}
          >
            {aside.toLocaleString('en')}
          </a>
        )}
      </td>
      <td className="font-code text-small">{holder ?? 'nobody just now'}</td>
    </tr>
  )
}
