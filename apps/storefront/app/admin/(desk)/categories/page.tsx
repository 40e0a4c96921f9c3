import type { Metadata } from 'next'
import { CATEGORY_LEVELS_MAX } from '@rialto/contracts/catalog'
import { CategoryMenu, NewCategory } from '../../../../admin/category/category-acts.tsx'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import { EmptyNote } from '../../../../admin/ui/empty-note.tsx'
import { PageHead, PageRoom } from '../../../../admin/ui/page-head.tsx'
import { Panel } from '../../../../admin/ui/panel.tsx'
import { myShop } from '../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Categories' }

const INDENT = '\u2003'

export default guarded('products:write', async () => {
  const { items } = await (await myShop()).catalog.categories()
  const tree = items.map(({ id, level, name }) => [id, `${INDENT.repeat(level - 1)}${name}`] as const)
  const placeable = tree.filter((_each, index) => (items[index]?.level ?? 0) < CATEGORY_LEVELS_MAX)
  const parents = new Set(items.map(({ parentId }) => parentId))
  return (
    <PageRoom isNarrow>
      <PageHead
        title="Categories"
        note={items.length > 0 ? <span>{items.length.toLocaleString('en')}</span> : undefined}
        actions={<NewCategory tree={placeable} />}
      />
      {items.length === 0 ? (
        <EmptyNote
          title="No categories yet"
          text="A product that names a new one makes it; or make the tree first, and fill it later."
        />
      ) : (
        <Panel isFlush>
          <ul className="divide-y divide-hairline">
            {items.map((category) => (
              <li
                key={category.id}
                data-level={category.level}
                className="flex min-h-12 items-center gap-3 pe-2 ps-4 hover:bg-surface data-[level='2']:ps-10 data-[level='3']:ps-16 data-[level='4']:ps-22 data-[level='5']:ps-28"
              >
                <span className={`min-w-0 flex-1 truncate ${category.level === 1 ? 'font-semibold' : ''}`}>
                  {category.name}
                  <a
                    href={`/c/${category.slug}`}
                    target="_blank"
                    className="ms-2 font-code text-small font-normal text-muted hover:underline max-sm:hidden"
                  >
                    /c/{category.slug}
                  </a>
                </span>
                <a
                  href={`/admin/products?${new URLSearchParams({ category: category.slug }).toString()}`}
                  className="target inline-flex items-center text-note text-link hover:underline"
                >
                  {category.productCount === 1
                    ? '1 product'
                    : `${category.productCount.toLocaleString('en')} products`}
                </a>
                <CategoryMenu
                  category={{
                    id: category.id,
                    name: category.name,
                    slug: category.slug,
                    parentId: category.parentId,
                    level: category.level,
                    productCount: category.productCount,
                    isLeaf: !parents.has(category.id),
                  }}
                  tree={placeable}
                  levelsMax={CATEGORY_LEVELS_MAX}
                />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </PageRoom>
  )
})
