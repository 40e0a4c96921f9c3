import type { Metadata } from 'next'
import { ROLES } from '@rialto/contracts/roles'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import { AccountStatus, nameOf, STATUS_OPTIONS } from '../../../../admin/customer/account.tsx'
import { Ago } from '../../../../admin/ui/ago.tsx'
import { EmptyNote } from '../../../../admin/ui/empty-note.tsx'
import { PageHead, PageRoom } from '../../../../admin/ui/page-head.tsx'
import { DataTable } from '../../../../admin/ui/table/data-table.tsx'
import { questionOf, readList } from '../../../../admin/ui/table/list.ts'
import { myShop } from '../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Customers' }

const LIST = { path: '/admin/customers', filters: ['q', 'role', 'status'], sorts: [] }

export default guarded('users:read', async ({ query }) => {
  const list = readList(query, LIST)
  const answer = await (await myShop()).identity.users({ query: { ...questionOf(list), ...list.narrowed } })
  return (
    <PageRoom>
      <PageHead title="Customers" />
      <DataTable
        label="Customers"
        list={list}
        answer={answer}
        idOf={({ id }) => id}
        nameOf={nameOf}
        hrefOf={({ id }) => `/admin/customers/${id}`}
        columns={[
          { name: 'name', title: 'Name', cell: nameOf, isOnPhone: true },
          {
            name: 'email',
            title: 'Mail address',
            cell: ({ email }) => <span>{email ?? '–'}</span>,
            isLong: true,
          },
          {
            name: 'roles',
            title: 'Roles',
            cell: ({ roles }) => <span>{roles.join(', ')}</span>,
            isOnPhone: true,
          },
          { name: 'status', title: 'Status', cell: ({ status }) => <AccountStatus status={status} /> },
          { name: 'since', title: 'Since', cell: ({ createdAt }) => <Ago at={createdAt} /> },
        ]}
        filters={[
          { name: 'q', label: 'Search customers', kind: 'text', hint: 'Beginning of a mail address or name' },
          {
            name: 'role',
            label: 'Role',
            kind: 'choice',
            options: ROLES.map((role) => [role, role] as const),
          },
          { name: 'status', label: 'Status', kind: 'choice', options: STATUS_OPTIONS },
        ]}
        empty={<EmptyNote title="No accounts yet" text="Whoever signs up in the shop stands here." />}
      />
    </PageRoom>
  )
})
