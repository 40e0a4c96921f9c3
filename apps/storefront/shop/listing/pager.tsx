/** From page to page of a list. Loaded anew each time, so that one begins at the top. */
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { LIST_LENGTH, listingUrl, nextPage, previousPage, type Listing } from '../../catalogue/listing.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { words } from '../../words/words.ts'

const ICON = { 'aria-hidden': true, size: 20, strokeWidth: 1.75, className: 'rtl:-scale-x-100' } as const

export function Pager({
  listing,
  path,
  total,
  nextCursor,
}: {
  readonly listing: Listing
  /** Of the list, in the language of the page. */
  readonly path: string
  readonly total: number
  readonly nextCursor: string | null
}) {
  const t = words('search')
  const { page } = listing
  if (page === 1 && nextCursor === null) return null
  const before = previousPage(listing)
  // Things come and go while somebody turns pages.
  const pages = Math.max(Math.ceil(total / LIST_LENGTH), nextCursor === null ? page : page + 1)
  return (
    <nav aria-label={t('pages')} className="mt-18 flex flex-wrap items-center justify-center gap-x-6 gap-y-3">
      {page > 1 && (
        <a href={listingUrl(path, before)} rel="prev" className={buttonStyle('outline')}>
          <ArrowLeft {...ICON} />
          {before.page === page - 1 ? t('previous') : t('first')}
        </a>
      )}
      <p className="text-note text-muted tabular-nums">{t('page', { page, pages })}</p>
      {nextCursor !== null && (
        <a
          href={listingUrl(path, nextPage(listing, nextCursor))}
          rel="next"
          className={buttonStyle('outline')}
        >
          {t('next')}
          <ArrowRight {...ICON} />
        </a>
      )}
    </nav>
  )
}
