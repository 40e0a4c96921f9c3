import type { Metadata } from 'next'
import { CONTRACT_NAMES } from '../../../../../admin/event/names.ts'
import { byService, byType } from '../../../../../admin/event/narrowing.ts'
import { Payload } from '../../../../../admin/event/payload.tsx'
import { RetryAll, SetAsideActs } from '../../../../../admin/event/set-aside-acts.tsx'
import { EventTabs, MissingServices } from '../../../../../admin/event/tabs.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { Ago } from '../../../../../admin/ui/ago.tsx'
import { EmptyNote } from '../../../../../admin/ui/empty-note.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { DataTable } from '../../../../../admin/ui/table/data-table.tsx'
import { questionOf, readList } from '../../../../../admin/ui/table/list.ts'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Events set aside' }

const LIST = { path: '/admin/events/dead-letters', filters: ['service', 'type'], sorts: [] }

export default guarded('events:read', async ({ staff, query }) => {
  const list = readList(query, LIST)
  const narrowed = { ...byService(list.narrowed), ...byType(list.narrowed) }
  const answer = await (await myShop()).event.deadLetters({ query: { ...questionOf(list), ...narrowed } })
  const mayAct = staff.may('events:replay')
  return (
    <PageRoom>
      <PageHead
        title="Events"
        actions={
          mayAct && answer.items.length > 0 ? (
            <RetryAll
              count={answer.items.length}
              isMore={answer.nextCursor !== null || list.page > 1}
              narrowed={narrowed}
            />
          ) : undefined
        }
      />
      <EventTabs current="/admin/events/dead-letters" />
      <MissingServices names={answer.missing} />
      <DataTable
        label="Events set aside"
        list={list}
        answer={answer}
        idOf={({ id }) => id}
        nameOf={({ id }) => id}
        columns={[
          {
            name: 'type',
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
            name: 'service',
            title: 'Not taken in by',
            isOnPhone: true,
            cell: ({ service }) => <span>{service}</span>,
          },
          {
            name: 'reason',
            title: 'Why',
            isOnPhone: true,
            cell: ({ reason }) => (
              <span className="block max-w-96 whitespace-normal text-danger">{reason}</span>
            ),
          },
          {
            name: 'age',
            title: 'Set aside',
            isOnPhone: true,
            cell: ({ parkedAt }) => <Ago at={parkedAt} isFocusable />,
          },
          { name: 'tries', title: 'Tries', isAtEnd: true, cell: ({ tries }) => tries.toLocaleString('en') },
          { name: 'payload', title: 'Payload', cell: ({ id, event }) => <Payload id={id} data={event} /> },
          ...(mayAct
            ? [
                {
                  name: 'acts',
                  title: 'What to do',
                  isOnPhone: true,
                  cell: ({ id, type }: { readonly id: string; readonly type: string }) => (
                    <SetAsideActs id={id} type={type} />
                  ),
                },
              ]
            : []),
        ]}
        filters={[
          {
            name: 'service',
            label: 'Service',
            kind: 'choice',
            options: CONTRACT_NAMES.map((name) => [name, name] as const),
          },
          { name: 'type', label: 'Type', kind: 'text', hint: 'order.confirmed' },
        ]}
        empty={
          <EmptyNote
            title="Nothing is set aside"
            text="An event that a service cannot take in after all tries would wait here for a person."
          />
        }
      />
    </PageRoom>
  )
})
