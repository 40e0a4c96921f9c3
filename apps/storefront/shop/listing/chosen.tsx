/** What a list is narrowed down by, each with the way to take it back. */
import { X } from 'lucide-react'
import type { Filter } from '../../catalogue/listing.ts'
import { words } from '../../words/words.ts'
import type { Labels } from './labels.ts'

export function Chosen({
  filters,
  labels,
  hrefWithout,
  clearHref,
}: {
  readonly filters: readonly Filter[]
  readonly labels: Labels
  readonly hrefWithout: (filter: Filter) => string
  readonly clearHref: string
}) {
  const t = words('search')
  if (filters.length === 0) return null
  return (
    <ul aria-label={t('chosen')} className="mt-3 flex flex-wrap items-center gap-2">
      {filters.map((filter) => (
        <li key={`${filter.name} ${filter.value}`}>
          <a
            href={hrefWithout(filter)}
            data-in-place
            aria-label={t('remove', { name: labels.whole(filter) })}
            className="inline-flex min-h-11 max-w-full items-center gap-2 rounded-pill bg-surface ps-4 pe-3 text-note hover:bg-hairline lg:min-h-9"
          >
            <bdi className="line-clamp-1 break-all">{labels.whole(filter)}</bdi>
            <X aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
          </a>
        </li>
      ))}
      <li>
        <a
          href={clearHref}
          data-in-place
          className="inline-flex min-h-11 items-center px-2 text-note underline underline-offset-4 hover:no-underline lg:min-h-9"
        >
          {t('clear')}
        </a>
      </li>
    </ul>
  )
}
