import type { Metadata } from 'next'
import { Grid3x3, MoreHorizontal, Plus } from 'lucide-react'
import type { Rialto } from '@rialto/client'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import {
  allProductIds,
  archiveMany,
  changePrices,
  moveMany,
  restoreMany,
} from '../../../../admin/product/bulk.ts'
import {
  PRODUCT_COLUMNS,
  PRODUCT_LIST,
  PRODUCT_VIEWS,
  productFilters,
  productQuestion,
} from '../../../../admin/product/list.tsx'
import { buttonStyle, ICON, ICON_BUTTON, SMALL_ICON } from '../../../../admin/ui/button.ts'
import { EmptyNote } from '../../../../admin/ui/empty-note.tsx'
import { Choice, Field } from '../../../../admin/ui/field.tsx'
import { Menu, MenuLink } from '../../../../admin/ui/menu.tsx'
import { PageHead, PageRoom } from '../../../../admin/ui/page-head.tsx'
import { DataTable } from '../../../../admin/ui/table/data-table.tsx'
import { questionOf, readList, type List } from '../../../../admin/ui/table/list.ts'
import type { Bulk } from '../../../../admin/ui/table/list-frame.tsx'
import { myShop } from '../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Products' }

export default guarded('products:write', async ({ query }) => {
  const list = readList(query, PRODUCT_LIST)
  const shop = await myShop()
  const isArchive = list.narrowed['state'] === 'archived'
  const [answer, categories, brands] = await Promise.all([
    isArchive ? shop.catalog.archived({ query: questionOf({ ...list, sort: undefined }) }) : find(shop, list),
    shop.catalog.categories(),
    shop.catalog.brands({ query: { limit: 100 } }),
  ])
  return (
    <PageRoom>
      <PageHead
        title="Products"
        note={answer.total?.toLocaleString('en')}
        actions={
          <>
            <Menu label="More" trigger={<MoreHorizontal {...ICON} />} className={ICON_BUTTON}>
              <MenuLink href="/admin/products/grid">
                <Grid3x3 {...SMALL_ICON} />
                Prices and stock as a table
              </MenuLink>
            </Menu>
            <a href="/admin/products/new" data-new className={buttonStyle('action')}>
              <Plus {...SMALL_ICON} />
              New product
            </a>
          </>
        }
      />
      <DataTable
        label="Products"
        list={list}
        answer={answer}
        columns={
          isArchive ? PRODUCT_COLUMNS.map(({ sort: _unsorted, ...column }) => column) : PRODUCT_COLUMNS
        }
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        hrefOf={({ id }) => `/admin/products/${encodeURIComponent(id)}`}
        allIds={allProductIds}
        filters={isArchive ? [] : productFilters(categories.items, brands.items)}
        views={PRODUCT_VIEWS}
        bulk={
          isArchive
            ? [RESTORE]
            : [
                PRICES,
                moveTo(
                  categories.items.map(({ id, path }) => [id, path.map(({ name }) => name).join(' › ')]),
                ),
                ARCHIVE,
              ]
        }
        empty={
          <EmptyNote
            title="Nothing for sale yet"
            text="A product needs a name and a price; everything else can come later."
            action={
              <a href="/admin/products/new" className={buttonStyle('action')}>
                <Plus {...SMALL_ICON} />
                New product
              </a>
            }
          />
        }
      />
    </PageRoom>
  )
})

/** Names hold words; what may be a SKU or an id is looked for as that as well. */
async function find(shop: Rialto, list: List<(typeof PRODUCT_LIST)['sorts'][number]>) {
  const asked = productQuestion(list.narrowed)
  const page = await shop.catalog.list({ query: { ...questionOf(list), ...asked } })
  const { q } = asked
  if (page.items.length > 0 || q === undefined || !/^[A-Za-z0-9_.:@-]{1,64}$/.test(q)) return page
  return shop.catalog.list({ query: { ids: q } })
}

const ARCHIVE: Bulk = {
  label: 'Archive',
  action: archiveMany,
  done: '{count} archived.',
  question: {
    title: 'Archive {count} products?',
    text: 'They leave the shop at once. Orders keep what they say of them, and you can restore them.',
    confirm: 'Archive {count}',
    isDangerous: true,
  },
}

const RESTORE: Bulk = {
  label: 'Put on sale again',
  action: restoreMany,
  done: '{count} on sale again.',
  question: {
    title: 'Put {count} products on sale again?',
    text: 'They are in the shop at once, under the names and prices that they had.',
    confirm: 'Put {count} on sale',
  },
}

const PRICES: Bulk = {
  label: 'Change prices',
  action: changePrices,
  done: '{count} have new prices.',
  question: {
    title: 'Change the prices of {count} products?',
    text: 'The new prices count at once, also in carts. Orders that were placed keep theirs.',
    confirm: 'Change {count} prices',
    fields: (
      <Field
        name="percent"
        label="Percent"
        hint="-10 makes everything a tenth cheaper, 5.5 a little dearer. Each price is rounded to the smallest coin."
        inputMode="decimal"
        autoComplete="off"
        required
        pattern="-?[0-9]{1,3}([.,][0-9]{1,2})? ?%?"
      />
    ),
  },
}

function moveTo(categories: readonly (readonly [string, string])[]): Bulk {
  return {
    label: 'Move',
    action: moveMany,
    done: '{count} moved.',
    question: {
      title: 'Move {count} products?',
      text: 'They stand in the new category at once. Taxes that depend on the category follow.',
      confirm: 'Move {count}',
      fields: <Choice name="category" label="To" options={categories} required />,
    },
  }
}
