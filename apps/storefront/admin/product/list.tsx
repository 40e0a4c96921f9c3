/** The list of products: what it can be narrowed by, its columns, and the views that come with it. */
import type { BrandView, CategoryView, ProductView } from '@rialto/contracts/catalog'
import { Money } from '../ui/money.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { Column } from '../ui/table/data-table.tsx'
import type { Filter } from '../ui/table/filter-bar.tsx'
import type { List, ListSpec } from '../ui/table/list.ts'
import type { View } from '../ui/table/view-tabs.tsx'
import { Ago } from '../ui/ago.tsx'

export const PRODUCT_LIST = {
  path: '/admin/products',
  filters: ['q', 'category', 'brand', 'inStock', 'maxStock', 'state'],
  sorts: ['-createdAt', 'createdAt', 'name', '-name', 'price', '-price', 'stock', '-stock'],
} as const satisfies ListSpec

export const PRODUCT_VIEWS: readonly View[] = [
  { name: 'On sale', state: '' },
  { name: 'Running low', state: 'maxStock=5&sort=stock' },
  { name: 'Sold out', state: 'inStock=false' },
  { name: 'Archived', state: 'state=archived' },
]

export function productFilters(
  categories: readonly CategoryView[],
  brands: readonly BrandView[],
): readonly Filter[] {
  return [
    { name: 'q', label: 'Search products', kind: 'text', hint: 'Words of the name, or a SKU' },
    {
      name: 'category',
      label: 'Category',
      kind: 'choice',
      options: categories.map(({ slug, path }) => [slug, path.map(({ name }) => name).join(' › ')] as const),
    },
    {
      name: 'brand',
      label: 'Brand',
      kind: 'choice',
      options: brands.map(({ slug, name }) => [slug, name] as const),
    },
    {
      name: 'inStock',
      label: 'Stock',
      kind: 'choice',
      options: [
        ['true', 'In stock'],
        ['false', 'Sold out'],
      ],
    },
  ]
}

export const PRODUCT_COLUMNS: readonly Column<ProductView>[] = [
  {
    name: 'name',
    title: 'Product',
    sort: 'name',
    isLong: true,
    isOnPhone: true,
    cell: ({ name, images: [face] }) => (
      <span className="inline-flex max-w-full items-center gap-3 align-middle">
        <Face url={face?.srcset?.split(' ')[0] ?? face?.url} />
        <span className="max-w-72 min-w-0 md:truncate">{name}</span>
      </span>
    ),
  },
  {
    name: 'price',
    title: 'Price',
    sort: 'price',
    isAtEnd: true,
    isOnPhone: true,
    cell: ({ priceRange: { min, max }, currency }) => (
      <span>
        {max > min && <span className="text-muted">from </span>}
        <Money amount={min} currency={currency} />
      </span>
    ),
  },
  {
    name: 'stock',
    title: 'Stock',
    sort: 'stock',
    isAtEnd: true,
    isOnPhone: true,
    cell: ({ stock }) =>
      stock === 0 ? (
        <StatusPill tone="danger">Sold out</StatusPill>
      ) : (
        <span>
          {stock.toLocaleString('en')}
          {/* A phone shows no titles of columns. */}
          <span className="text-muted md:hidden"> in stock</span>
        </span>
      ),
  },
  { name: 'sku', title: 'SKU', cell: ({ sku }) => <span className="font-code text-small">{sku}</span> },
  { name: 'category', title: 'Category', cell: ({ category }) => <span>{category.name}</span> },
  { name: 'brand', title: 'Brand', cell: ({ brand }) => <span>{brand ?? '–'}</span> },
  {
    name: 'variants',
    title: 'Variants',
    isAtEnd: true,
    cell: ({ options, variants }) => (options.length === 0 ? '–' : variants.length),
  },
  { name: 'added', title: 'Added', sort: 'createdAt', cell: ({ createdAt }) => <Ago at={createdAt} /> },
]

function Face({ url }: { readonly url: string | undefined }) {
  const look = 'size-9 shrink-0 rounded-small bg-surface object-cover'
  if (url === undefined) return <span className={`no-picture grid place-items-center text-muted ${look}`} />
  return <img src={url} alt="" width={36} height={36} loading="lazy" decoding="async" className={look} />
}

/** What to ask the API for beside page and sort. */
export function productQuestion({ q, category, brand, inStock, maxStock = '' }: List['narrowed']) {
  return {
    ...(q === undefined ? {} : { q: q.slice(0, 100) }),
    ...(category === undefined ? {} : { category }),
    ...(brand === undefined ? {} : { brand }),
    ...(inStock === 'true' || inStock === 'false' ? { inStock: inStock === 'true' } : {}),
    ...(/^\d{1,6}$/.test(maxStock) ? { maxStock: Number(maxStock) } : {}),
  }
}
