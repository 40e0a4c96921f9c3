import type { Metadata } from 'next'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { PriceGrid } from '../../../../../admin/product/grid/price-grid.tsx'
import { gridRows } from '../../../../../admin/product/grid/rows.ts'
import { productFilters, productQuestion } from '../../../../../admin/product/list.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { buttonStyle, SMALL_ICON } from '../../../../../admin/ui/button.ts'
import { EmptyNote } from '../../../../../admin/ui/empty-note.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { FilterBar } from '../../../../../admin/ui/table/filter-bar.tsx'
import {
  listHref,
  nextHref,
  previousHref,
  questionOf,
  readList,
  viewOf,
} from '../../../../../admin/ui/table/list.ts'
import { ListFrame } from '../../../../../admin/ui/table/list-frame.tsx'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Prices and stock' }

const LIST = {
  path: '/admin/products/grid',
  filters: ['q', 'category', 'brand', 'inStock'],
  sorts: ['name', '-createdAt', 'stock', 'price'],
} as const

export default guarded('products:write', async ({ query }) => {
  const list = readList(query, LIST)
  const shop = await myShop()
  const [answer, categories, brands] = await Promise.all([
    shop.catalog.list({
      query: { ...questionOf(list), sort: list.sort ?? LIST.sorts[0], ...productQuestion(list.narrowed) },
    }),
    shop.catalog.categories(),
    shop.catalog.brands({ query: { limit: 100 } }),
  ])
  const rows = gridRows(answer.items)
  const previous = previousHref(list)
  const isNarrowed = Object.keys(list.narrowed).length > 0
  return (
    <PageRoom>
      <PageHead title="Prices and stock" back={{ href: '/admin/products', label: 'Products' }} />
      <p className="-mt-2 mb-4 max-w-[75ch] text-muted">
        Type into the cells: arrows and Enter go on, Ctrl-D takes what stands above, Escape takes a cell back,
        Ctrl-Z the last step. A block of a spreadsheet can be put in where it begins.
      </p>
      {rows.length === 0 && !isNarrowed ? (
        <EmptyNote title="Nothing for sale yet" text="Products stand here as soon as there are some." />
      ) : (
        <ListFrame
          label="Prices and stock"
          view={viewOf(list)}
          total={answer.items.length}
          isMore={false}
          rowIds={[]}
          bulk={[]}
          bar={<FilterBar list={list} filters={productFilters(categories.items, brands.items)} />}
        >
          {rows.length === 0 ? (
            <div className="px-4 py-12">
              <p className="font-semibold">Nothing matches these filters.</p>
              <a
                href={listHref(list, { narrowed: {} })}
                className="mt-1 inline-block text-link hover:underline"
              >
                Clear all filters
              </a>
            </div>
          ) : (
            <PriceGrid key={`${viewOf(list)} ${list.trail.join(' ')}`} rows={rows} />
          )}
          <nav aria-label="Pages" className="flex justify-end gap-2 px-4 py-2 empty:hidden">
            {previous !== undefined && (
              <a href={previous} rel="prev" className={buttonStyle('plain')}>
                <ChevronLeft {...SMALL_ICON} />
                Previous
              </a>
            )}
            {answer.nextCursor !== null && (
              <a href={nextHref(list, answer.nextCursor)} rel="next" className={buttonStyle('plain')}>
                Next
                <ChevronRight {...SMALL_ICON} />
              </a>
            )}
          </nav>
        </ListFrame>
      )}
    </PageRoom>
  )
})
