import type { Metadata } from 'next'
import { CONTRACT_NAMES } from '../../../../admin/event/names.ts'
import { byKey, byService, byType } from '../../../../admin/event/narrowing.ts'
import { Payload } from '../../../../admin/event/payload.tsx'
import { EventTabs, MissingServices } from '../../../../admin/event/tabs.tsx'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import { Ago } from '../../../../admin/ui/ago.tsx'
import { EmptyNote } from '../../../../admin/ui/empty-note.tsx'
import { PageHead, PageRoom } from '../../../../admin/ui/page-head.tsx'
import { DataTable } from '../../../../admin/ui/table/data-table.tsx'
import { questionOf, readList } from '../../../../admin/ui/table/list.ts'
import { myShop } from '../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Events' }

const LIST = { path: '/admin/events', filters: ['key', 'service', 'type'], sorts: [] }

export default guarded('events:read', async ({ query }) => {
  const list = readList(query, LIST)
  const shop = await myShop()
  const answer = await shop.event.list({
    query: {
      ...questionOf(list),
      ...byService(list.narrowed),
      ...byType(list.narrowed),
      ...byKey(list.narrowed),
    },
  })
  return (
    <PageRoom>
      <PageHead title="Events" />
      <EventTabs current="/admin/events" />
      <MissingServices names={answer.missing} />
      <DataTable
        label="Events"
        list={list}
        answer={answer}
        idOf={({ id }) => id}
        nameOf={({ type, id }) => `${type} ${id}`}
        columns={[
          {
            name: 'type',
            title: 'What was said',
            isOnPhone: true,
            cell: ({ type }) => <span className="font-semibold">{type}</span>,
          },
          { name: 'time', title: 'When', isOnPhone: true, cell: ({ time }) => <Ago at={time} isFocusable /> },
          {
            name: 'key',
            title: 'About',
            isLong: true,
            isOnPhone: true,
            cell: ({ key }) => (
              <a
                href={`/admin/events?${new URLSearchParams({ key }).toString()}`}
                className="font-code text-small text-link hover:underline"
              >
                {key}
              </a>
            ),
          },
          {
            name: 'payload',
            title: 'Payload',
            cell: ({ id, version, data, meta }) => <Payload id={id} data={{ version, data, meta }} />,
          },
          { name: 'id', title: 'Id', cell: ({ id }) => <span className="font-code text-small">{id}</span> },
        ]}
        filters={[
          { name: 'key', label: 'What it is about', kind: 'text', hint: 'Id of an order, a product, a SKU' },
          {
            name: 'service',
            label: 'Service',
            kind: 'choice',
            options: CONTRACT_NAMES.map((name) => [name, name] as const),
          },
          { name: 'type', label: 'Type', kind: 'text', hint: 'order.confirmed' },
        ]}
        empty={<EmptyNote title="Nothing was said yet" text="Every change in the shop stands here." />}
      />
    </PageRoom>
  )
})
