import type { Metadata } from 'next'
import { KINDS } from '../../../../admin/mismatch/kinds.ts'
import { Resolve } from '../../../../admin/mismatch/resolve.tsx'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import { Ago } from '../../../../admin/ui/ago.tsx'
import { Copy } from '../../../../admin/ui/copy.tsx'
import { EmptyNote } from '../../../../admin/ui/empty-note.tsx'
import { PageHead, PageRoom } from '../../../../admin/ui/page-head.tsx'
import { StatusPill } from '../../../../admin/ui/status-pill.tsx'
import { DataTable } from '../../../../admin/ui/table/data-table.tsx'
import { questionOf, readList } from '../../../../admin/ui/table/list.ts'
import { myShop } from '../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Mismatches' }

const LIST = { path: '/admin/mismatches', filters: ['scope'], sorts: [] }

export default guarded('payments:reconcile', async ({ query }) => {
  const list = readList(query, LIST)
  const isAll = list.narrowed['scope'] === 'all'
  const { limit, cursor } = questionOf(list)
  const shop = await myShop()
  const answer = await shop.payment.mismatches({
    query: { limit, ...(cursor === undefined ? {} : { cursor }), ...(isAll ? { scope: 'all' } : {}) },
  })
  return (
    <PageRoom>
      <PageHead title="Mismatches" note="where our books and the provider’s differ" />
      <DataTable
        label="Mismatches"
        list={list}
        answer={answer}
        idOf={({ id }) => id}
        nameOf={({ id }) => id}
        views={[
          { name: 'Waiting', state: '' },
          { name: 'All', state: 'scope=all' },
        ]}
        columns={[
          {
            name: 'kind',
            title: 'What',
            isOnPhone: true,
            cell: ({ kind }) => <span className="font-medium">{KINDS[kind]}</span>,
          },
          { name: 'provider', title: 'Provider', cell: ({ provider }) => <span>{provider}</span> },
          {
            name: 'ours',
            title: 'Our books',
            isLong: true,
            cell: ({ ours }) => <span>{ours ?? 'nothing'}</span>,
          },
          { name: 'theirs', title: 'Theirs', isLong: true, cell: ({ theirs }) => <span>{theirs}</span> },
          {
            name: 'reference',
            title: 'At the provider',
            cell: ({ reference }) =>
              reference === null ? (
                <span>–</span>
              ) : (
                <Copy text={reference} label="the provider’s id" isShort />
              ),
          },
          { name: 'found', title: 'Found', isOnPhone: true, cell: ({ createdAt }) => <Ago at={createdAt} /> },
          {
            name: 'state',
            title: 'State',
            isOnPhone: true,
            cell: ({ id, kind, resolvedAt, resolution }) =>
              resolvedAt === null ? (
                <Resolve id={id} what={KINDS[kind]} />
              ) : (
                <span title={resolution ?? undefined}>
                  <StatusPill tone="success">Resolved</StatusPill>
                </span>
              ),
          },
        ]}
        empty={
          isAll ? (
            <EmptyNote
              title="The books agree"
              text="Nothing has ever differed from what the provider says."
            />
          ) : (
            <EmptyNote
              title="The books agree"
              text="Our payments are compared with the provider’s all the time. What differs stands here until somebody has dealt with it."
              action={
                <a href="/admin/mismatches?scope=all" className="text-link hover:underline">
                  Those that were resolved
                </a>
              }
            />
          )
        }
      />
    </PageRoom>
  )
})
