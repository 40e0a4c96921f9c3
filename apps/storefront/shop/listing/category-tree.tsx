/** Where in the tree of categories a list stands: the way up, this one, and what lies below it. */
import { ChevronLeft } from 'lucide-react'
import type { CategoryView } from '@rialto/contracts/catalog'
import { catalogueLang } from '../../page/here.ts'
import { words } from '../../words/words.ts'

export function CategoryTree({
  categories,
  chosen,
  counts,
  hrefOf,
}: {
  readonly categories: readonly CategoryView[]
  readonly chosen: CategoryView | undefined
  /** By slug; what is not among them has nothing that fits. */
  readonly counts: ReadonlyMap<string, number>
  /** The same list in another category; undefined for all of them. */
  readonly hrefOf: (category: CategoryView | undefined) => string
}) {
  const t = words('search')
  const childrenOf = (id: string | null) =>
    categories.filter(({ parentId, slug }) => parentId === id && (counts.get(slug) ?? 0) > 0)
  const below = childrenOf(chosen?.id ?? null)
  // At the end of a branch what lies beside is nearer than nothing.
  const shown = chosen && below.length === 0 ? childrenOf(chosen.parentId) : below
  const path = (chosen?.path ?? []).flatMap(({ id }) => categories.find((each) => each.id === id) ?? [])
  const above = below.length === 0 ? path.slice(0, -1) : path
  return (
    <nav aria-label={t('category')} className="text-note">
      <p aria-hidden className="mb-2 font-bold">
        {t('category')}
      </p>
      <ul>
        {chosen && (
          <li>
            <TreeLink href={hrefOf(undefined)} isUp>
              {t('allCategories')}
            </TreeLink>
          </li>
        )}
        {above.map((category) => (
          <li key={category.id}>
            <TreeLink
              lang={catalogueLang()}
              href={hrefOf(category)}
              isUp={category.id !== chosen?.id}
              isChosen={category.id === chosen?.id}
              count={counts.get(category.slug)}
            >
              {category.name}
            </TreeLink>
          </li>
        ))}
        {shown.map((category) => (
          <li key={category.id} className={chosen ? 'ps-6' : ''}>
            <TreeLink
              lang={catalogueLang()}
              href={hrefOf(category)}
              isChosen={category.id === chosen?.id}
              count={counts.get(category.slug)}
            >
              {category.name}
            </TreeLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function TreeLink({
  lang,
  href,
  isUp = false,
  isChosen = false,
  count,
  children,
}: {
  readonly lang?: string | undefined
  readonly href: string
  readonly isUp?: boolean
  readonly isChosen?: boolean
  readonly count?: number | undefined
  readonly children: string
}) {
  return (
    <a href={href} data-in-place aria-current={isChosen ? 'true' : undefined} className="branch">
      {isUp && <ChevronLeft aria-hidden size={18} strokeWidth={1.75} />}
      <bdi lang={lang}>{children}</bdi>
      {count !== undefined && <span>{count}</span>}
    </a>
  )
}
