import type { Metadata } from 'next'
import { Who } from '../../../../../admin/customer/who.tsx'
import { CONTRACT_NAMES } from '../../../../../admin/event/names.ts'
import { byService } from '../../../../../admin/event/narrowing.ts'
import { EventTabs, MissingServices } from '../../../../../admin/event/tabs.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { Ago } from '../../../../../admin/ui/ago.tsx'
import { EmptyNote } from '../../../../../admin/ui/empty-note.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { StatusPill, type Tone } from '../../../../../admin/ui/status-pill.tsx'
import { DataTable } from '../../../../../admin/ui/table/data-table.tsx'
import { questionOf, readList } from '../../../../../admin/ui/table/list.ts'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'What people did with events' }

const LIST = { path: '/admin/events/acts', filters: ['service'], sorts: [] }

const ACTS: Readonly<Record<'applied' | 'failed' | 'discarded', readonly [text: string, tone: Tone]>> = {
  applied: ['Taken in', 'success'],
  failed: ['Failed again', 'danger'],
  discarded: ['Discarded', 'neutral'],
}

export default guarded('events:read', async ({ query }) => {
  const list = readList(query, LIST)
  const shop = await myShop()
  const answer = await shop.event.acts({
    query: { ...questionOf(list), ...byService(list.narrowed) },
  })
  return (
    <PageRoom>
      <PageHead title="Events" />
      <EventTabs current="/admin/events/acts" />
      <MissingServices names={answer.missing} />
      <DataTable
        label="What people did"
        list={list}
        answer={answer}
        idOf={({ id, at }) => `${id} ${at}`}
        nameOf={({ id }) => id}
        columns={[
          {
            name: 'event',
            title: 'Event',
            isOnPhone: true,
            cell: ({ type, id }) => (
              <span>
                <span className="font-semibold">{type}</span>{' '}
                <span className="font-code text-small text-muted">{id}</span>
              </span>
            ),
          },
          {
            name: 'act',
            title: 'What came of it',
            isOnPhone: true,
            cell: ({ act }) => <StatusPill tone={ACTS[act][1]}>{ACTS[act][0]}</StatusPill>,
          },
          {
            name: 'reason',
            title: 'Why',
            isOnPhone: true,
            cell: ({ reason }) => <span className="block max-w-96 whitespace-normal">{reason || '–'}</span>,
          },
          {
            name: 'actor',
            title: 'Who',
            cell: ({ actor }) => <Who id={actor} />,
          },
          { name: 'at', title: 'When', isOnPhone: true, cell: ({ at }) => <Ago at={at} isFocusable /> },
        ]}
        filters={[
          {
            name: 'service',
            label: 'Service',
            kind: 'choice',
            options: CONTRACT_NAMES.map((name) => [name, name] as const),
          },
        ]}
        empty={
          <EmptyNote
            title="Nobody had to do anything yet"
            text="Who tried an event again, or threw one away and why, stands here."
          />
        }
      />
    </PageRoom>
  )
})
