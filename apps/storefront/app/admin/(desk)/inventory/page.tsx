import type { Metadata } from 'next'
import { goodsNamed } from '../../../../admin/inventory/goods.ts'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import { EmptyNote } from '../../../../admin/ui/empty-note.tsx'
import { PageHead, PageRoom } from '../../../../admin/ui/page-head.tsx'
import { StatusPill } from '../../../../admin/ui/status-pill.tsx'
import { DataTable } from '../../../../admin/ui/table/data-table.tsx'
import { questionOf, readList, type List } from '../../../../admin/ui/table/list.ts'
import { myShop } from '../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Inventory' }

const LIST = {
  path: '/admin/inventory',
  filters: ['q', 'lowStock', 'outOfStock'],
  sorts: ['sku', '-sku', 'available', '-available', 'onHand', '-onHand', 'reserved', '-reserved'],
} as const

export default guarded('inventory:read', async ({ query }) => {
  const list = readList(query, LIST)
  const shop = await myShop()
  const answer = await shop.inventory.list({
    query: { ...questionOf(list), ...levelQuestion(list.narrowed) },
  })
  const named = await goodsNamed(
    shop,
    answer.items.map(({ sku }) => sku),
  )
  return (
    <PageRoom>
      <PageHead title="Inventory" />
      <DataTable
        label="Inventory"
        list={list}
        answer={answer}
        idOf={({ sku }) => sku}
        nameOf={({ sku }) => sku}
        hrefOf={({ sku }) => `/admin/inventory/${encodeURIComponent(sku)}`}
        columns={[
          {
            name: 'sku',
            title: 'SKU',
            sort: 'sku',
            isOnPhone: true,
            cell: ({ sku }) => (
              <>
                <span className="font-code">{sku}</span>
                {named.has(sku) && (
                  <span className="block max-w-96 text-small font-normal text-muted md:truncate">
                    {named.get(sku)}
                  </span>
                )}
              </>
            ),
          },
          {
            name: 'state',
            title: 'State',
            isOnPhone: true,
            cell: ({ available, lowStockAt }) => <LevelState available={available} lowStockAt={lowStockAt} />,
          },
          {
            name: 'available',
            title: 'Free to sell',
            sort: 'available',
            isAtEnd: true,
            isOnPhone: true,
            cell: ({ available }) => (
              <span>
                {available.toLocaleString('en')}
                <span className="text-muted md:hidden"> free</span>
              </span>
            ),
          },
          {
            name: 'onHand',
            title: 'On hand',
            sort: 'onHand',
            isAtEnd: true,
            isOnPhone: true,
            cell: ({ onHand }) => (
              <span>
                {onHand.toLocaleString('en')}
                <span className="text-muted md:hidden"> on hand</span>
              </span>
            ),
          },
          {
            name: 'reserved',
            title: 'Spoken for',
            sort: 'reserved',
            isAtEnd: true,
            cell: ({ reserved }) => reserved.toLocaleString('en'),
          },
          {
            name: 'lowStockAt',
            title: 'Low at',
            isAtEnd: true,
            cell: ({ lowStockAt }) => lowStockAt.toLocaleString('en'),
          },
        ]}
        views={[
          { name: 'All', state: '' },
          { name: 'Low', state: 'lowStock=true' },
          { name: 'Out of stock', state: 'outOfStock=true' },
          { name: 'Most spoken for', state: 'sort=-reserved' },
        ]}
        filters={[
          { name: 'q', label: 'Search stock', kind: 'text', hint: 'Part of a SKU, or words of the name' },
        ]}
        empty={
          <EmptyNote
            title="No stock is kept yet"
            text="Levels stand here as soon as a product is on sale, or a SKU is counted for the first time."
          />
        }
      />
    </PageRoom>
  )
})

function LevelState({ available, lowStockAt }: { readonly available: number; readonly lowStockAt: number }) {
  if (available <= 0) return <StatusPill tone="danger">Out of stock</StatusPill>
  if (available <= lowStockAt) return <StatusPill tone="warning">Low</StatusPill>
  return <StatusPill tone="success">Enough</StatusPill>
}

function levelQuestion({ q, lowStock, outOfStock }: List['narrowed']) {
  return {
    ...(q === undefined ? {} : { q: q.slice(0, 100) }),
    ...(lowStock === 'true' ? { lowStock: true } : {}),
    ...(outOfStock === 'true' ? { outOfStock: true } : {}),
  }
}
