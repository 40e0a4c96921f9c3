/** Where a list is empty: why, and the ways on. */
import type { CategoryView, ProductView } from '@rialto/contracts/catalog'
import { cardOf } from '../../catalogue/card.ts'
import type { Listing } from '../../catalogue/listing.ts'
import { here } from '../../page/here.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'
import { ProductGrid } from '../product/card.tsx'

export function Nothing({
  listing: { text, filters },
  newest,
  roots,
  children,
}: {
  readonly listing: Listing
  readonly newest: readonly ProductView[]
  readonly roots: readonly CategoryView[]
  /** The filters, each with the way to take it back. */
  readonly children: React.ReactNode
}) {
  const t = words('search')
  const isNarrow = filters.length > 0
  // All products would be this page once more.
  const isBare = newest.length === 0
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-12 gap-y-6 py-8">
        <div aria-hidden className="arch terrazzo h-40 w-32 shrink-0 bg-surface" />
        <div className="min-w-0 flex-1 basis-80">
          <h2 className="text-heading break-words">
            {isNarrow ? t('nothingTitle') : text === '' ? t('emptyTitle') : t('nothingForTitle', { text })}
          </h2>
          <p className="mt-3 max-w-[50ch] text-muted">
            {isNarrow ? t('nothingText') : text === '' ? t('emptyText') : t('nothingForText')}
          </p>
          {isNarrow ? (
            <div className="mt-3">{children}</div>
          ) : (
            <a href={here(isBare ? '/' : '/search')} className={buttonStyle('outline', 'mt-6')}>
              {isBare ? words('faults')('notFoundAction') : t('allTitle')}
            </a>
          )}
        </div>
      </div>
      {!isNarrow && (
        <ul className="flex flex-wrap gap-2 pt-6">
          {roots.map(({ id, slug, name }) => (
            <li key={id}>
              <a
                href={here(`/c/${slug}`)}
                className="inline-flex min-h-11 items-center rounded-pill bg-surface px-5 text-note hover:bg-hairline"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
      {newest.length > 0 && (
        <section aria-labelledby="newest" className="pt-18">
          <h2 id="newest" className="mb-8 text-title">
            {words('home')('newest')}
          </h2>
          <ProductGrid products={newest.map(cardOf)} />
        </section>
      )}
    </>
  )
}
