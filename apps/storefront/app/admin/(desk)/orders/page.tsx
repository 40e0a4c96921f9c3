import type { Metadata } from 'next'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import { allOrderIds } from '../../../../admin/order/bulk-acts.ts'
import { ORDER_BULK } from '../../../../admin/order/bulk.ts'
import {
  ORDER_COLUMNS,
  ORDER_FILTERS,
  ORDER_LIST,
  ORDER_VIEWS,
  orderQuestion,
} from '../../../../admin/order/list.tsx'
import { currentZone } from '../../../../admin/ui/ago.tsx'
import { EmptyNote } from '../../../../admin/ui/empty-note.tsx'
import { PageHead, PageRoom } from '../../../../admin/ui/page-head.tsx'
import { DataTable } from '../../../../admin/ui/table/data-table.tsx'
import { questionOf, readList } from '../../../../admin/ui/table/list.ts'
import { myShop } from '../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Orders' }

/** The API counts no further. */
const COUNTED_MAX = 10_000

export default guarded('orders:read', async ({ staff, query }) => {
  const list = readList(query, ORDER_LIST)
  const shop = await myShop()
  const answer = await shop.order.list({
    query: { ...questionOf(list), ...orderQuestion(list.narrowed, currentZone()) },
  })
  return (
    <PageRoom>
      <PageHead title="Orders" note={countText(answer.total)} />
      <DataTable
        label="Orders"
        list={list}
        answer={answer}
        columns={ORDER_COLUMNS}
        idOf={({ id }) => id}
        nameOf={({ number }) => `order ${number}`}
        hrefOf={({ id }) => `/admin/orders/${id}`}
        filters={ORDER_FILTERS}
        views={ORDER_VIEWS}
        bulk={[
          ...(staff.may('orders:ship') ? ORDER_BULK : []),
          { label: 'Print pick list', href: '/admin/print/pick-list' },
        ]}
        allIds={allOrderIds}
        totalMax={COUNTED_MAX}
        empty={
          <EmptyNote
            title="No orders yet"
            text="The first one stands here as soon as somebody has placed it in the shop."
          />
        }
      />
    </PageRoom>
  )
})

function countText(total: number | undefined): string {
  if (total === undefined) return ''
  return total > COUNTED_MAX ? `more than ${COUNTED_MAX.toLocaleString('en')}` : total.toLocaleString('en')
}
