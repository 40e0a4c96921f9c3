/** A list of products with what it can be narrowed down by: a category, or what was searched for. */
import { redirect } from 'next/navigation'
import type { CategoryView } from '@rialto/contracts/catalog'
import { cardOfHit } from '../../catalogue/card.ts'
import { listingUrl, withFilters, without, type Listing } from '../../catalogue/listing.ts'
import { readCategories, readFound, readNewest } from '../../catalogue/read.ts'
import { catalogueLang, here } from '../../page/here.ts'
import { Breadcrumb, type Step } from '../../ui/breadcrumb.tsx'
import { buttonStyle } from '../../ui/button.tsx'
import { InPlace } from '../../ui/in-place.tsx'
import { Select } from '../../ui/select.tsx'
import { words } from '../../words/words.ts'
import { ProductGrid } from '../product/card.tsx'
import { CategoryTree } from './category-tree.tsx'
import { Chosen } from './chosen.tsx'
import { Facets } from './facets.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { categoryNamed, labelsOf, sortsOf } from './labels.ts'
import { Nothing } from './nothing.tsx'
import { Pager } from './pager.tsx'

const FORM = 'filters'
/** Shown where a list is empty. */
const NEWEST = 4

export async function ListingPage({
  path,
  listing,
  category,
  title,
  steps,
}: {
  /** Of the list without anything chosen, without its language. */
  readonly path: string
  readonly listing: Listing
  /** That the page stands for. */
  readonly category?: CategoryView
  readonly title: string
  readonly steps: readonly Step[]
}) {
  const t = words('search')
  const [found, categories] = await Promise.all([readFound(listing, category?.slug), readCategories()])
  const action = here(path)
  if (!found) redirect(listingUrl(action, withFilters(listing, listing.filters)))

  const { facets, items, total, didYouMean } = found
  const isNothing = total === 0
  const newest = isNothing ? await readNewest(NEWEST) : []
  const labels = labelsOf(facets, categories, (items[0] ?? newest[0])?.currency)
  const hrefOf = (changed: Listing) => listingUrl(action, changed)
  const chosen =
    category ?? categoryNamed(categories, listing.filters.find(({ name }) => name === 'category')?.value)
  // On a category’s page the other ones are pages of their own; in a search they are a filter.
  const others = listing.filters.filter(({ name }) => name !== 'category')
  const treeHref = (to: CategoryView | undefined) =>
    category
      ? listingUrl(here(to ? `/c/${to.slug}` : '/search'), withFilters(listing, others))
      : hrefOf(
          withFilters(listing, [...(to ? [{ name: 'category', value: to.slug } as const] : []), ...others]),
        )
  const sorts = sortsOf(listing.text !== '', facets.rating.length > 0)
  // Of everything the newest come first anyway.
  const sort = listing.sort === 'newest' && listing.text === '' ? '' : (listing.sort ?? '')
  const chips = (
    <Chosen
      filters={listing.filters}
      labels={labels}
      hrefWithout={(filter) => hrefOf(without(listing, filter))}
      clearHref={hrefOf(withFilters(listing, []))}
    />
  )
  const nothing = (
    <Nothing listing={listing} newest={newest} roots={categories.filter(isRoot)}>
      {chips}
    </Nothing>
  )
  return (
    <div className="measure pt-5">
      <Breadcrumb steps={steps} />
      <h1
        lang={category ? catalogueLang() : undefined}
        className="mt-3 max-w-[24ch] text-display break-words"
      >
        {title}
      </h1>
      {didYouMean !== undefined && (
        <p className="mt-4 max-w-[65ch] text-lead text-muted">
          {t('meant', { text: listing.text, meant: didYouMean })}
        </p>
      )}
      {category && <Below categories={categories} parent={category} />}
      <InPlace
        url={hrefOf(listing)}
        className="mt-8 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-5 lg:mt-12 lg:grid-cols-[13rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr] lg:gap-x-12"
      >
        {isNothing && listing.filters.length === 0 ? (
          <div className="col-span-full">{nothing}</div>
        ) : (
          <>
            <FilterPanel
              action={action}
              formId={FORM}
              sort={sort}
              texts={{
                title: t('filters'),
                open:
                  listing.filters.length > 0
                    ? t('filterChosen', { count: listing.filters.length })
                    : t('filter'),
                close: words('layout')('close'),
                done: t('showCount', { count: total }),
              }}
              tree={
                <CategoryTree
                  categories={categories}
                  chosen={chosen}
                  counts={new Map(facets.category.map(({ value, count }) => [value, count]))}
                  hrefOf={treeHref}
                />
              }
            >
              {listing.text !== '' && <input type="hidden" name="q" value={listing.text} />}
              {!category && chosen && <input type="hidden" name="category" value={chosen.slug} />}
              <Facets facets={facets} listing={listing} labels={labels} />
              <button className={buttonStyle('outline', 'mt-4 w-full scripted:hidden')}>{t('show')}</button>
            </FilterPanel>
            <div className="flex min-h-11 items-center justify-end gap-4 lg:justify-between">
              <p
                role="status"
                data-landing
                tabIndex={-1}
                className="text-note text-muted outline-none max-lg:sr-only"
              >
                {t('found', { count: total })}
              </p>
              <label className="flex min-w-0 items-center gap-3 text-note">
                <span className="shrink-0 text-muted max-sm:sr-only">{t('sort')}</span>
                <Select name="sort" form={FORM} defaultValue={sort} data-value={sort}>
                  {sorts.map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </Select>
              </label>
            </div>
            <section
              aria-label={title}
              className="self-start transition-opacity duration-[120ms] max-lg:col-span-full group-data-waiting/place:opacity-50 group-data-waiting/place:delay-150"
            >
              {isNothing ? (
                nothing
              ) : (
                <>
                  {chips}
                  <p aria-hidden className="mt-3 text-note text-muted lg:hidden">
                    {t('found', { count: total })}
                  </p>
                  <div className="mt-5">
                    <ProductGrid products={items.map(cardOfHit)} isFirstSeen />
                  </div>
                  <Pager listing={listing} path={action} total={total} nextCursor={found.nextCursor} />
                </>
              )}
            </section>
          </>
        )}
      </InPlace>
    </div>
  )
}

function isRoot({ level, productCount }: CategoryView): boolean {
  return level === 1 && productCount > 0
}

/** The categories below one, where the column that shows them is in a sheet. */
function Below({
  categories,
  parent,
}: {
  readonly categories: readonly CategoryView[]
  readonly parent: CategoryView
}) {
  const below = categories.filter(({ parentId, productCount }) => parentId === parent.id && productCount > 0)
  if (below.length === 0) return null
  return (
    <nav aria-label={parent.name} className="-mx-5 mt-5 overflow-x-auto px-5 lg:hidden">
      <ul className="flex w-max gap-2 py-1">
        {below.map(({ id, slug, name }) => (
          <li key={id}>
            <a
              href={here(`/c/${slug}`)}
              lang={catalogueLang()}
              className="inline-flex min-h-11 items-center rounded-pill bg-surface px-5 text-note whitespace-nowrap"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
