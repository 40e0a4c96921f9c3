/** The way to every category: the largest with a picture of what they have, the others by name. */
import { ArrowRight } from 'lucide-react'
import type { CategoryView } from '@rialto/contracts/catalog'
import type { Stall } from '../../catalogue/stalls.ts'
import { catalogueLang, here } from '../../page/here.ts'
import { Picture } from '../../ui/picture.tsx'
import { words } from '../../words/words.ts'

const SIZES = '(min-width: 64rem) 15vw, (min-width: 40rem) 30vw, calc(50vw - 30px)'

export function Stalls({
  stalls,
  categories,
}: {
  readonly stalls: readonly Stall[]
  readonly categories: readonly CategoryView[]
}) {
  const t = words('home')
  const isPictured = new Set(stalls.map(({ category }) => category.id))
  const others = categories.filter(
    ({ id, level, productCount }) => level === 1 && productCount > 0 && !isPictured.has(id),
  )
  return (
    <section aria-labelledby="stalls" className="mt-18 bg-surface py-18 lg:mt-28">
      <div className="measure">
        <h2 id="stalls" className="mb-8 text-heading">
          {t('categories')}
        </h2>
        <ul className="grid grid-cols-2 gap-x-5 gap-y-8 sm:grid-cols-3 lg:grid-cols-6">
          {stalls.map(({ category: { id, slug, name, productCount }, products }) => (
            <li key={id}>
              <a
                href={here(`/c/${slug}`)}
                className="group block rounded-card transition-transform duration-[120ms] ease-out hover:-translate-y-1"
              >
                <Picture image={products[0]?.image} alt="" sizes={SIZES} shape="arch" />
                <span className="mt-3 block font-display text-lead font-bold tracking-tight break-words group-hover:underline">
                  <bdi lang={catalogueLang()}>{name}</bdi>
                </span>
                <span className="text-note text-muted">{t('pieces', { count: productCount })}</span>
              </a>
            </li>
          ))}
        </ul>
        {others.length > 0 && (
          <ul className="mt-12 grid grid-cols-2 gap-x-5 lg:grid-cols-4">
            {others.map(({ id, slug, name, productCount }) => (
              <li key={id} className="border-b border-hairline">
                <a href={here(`/c/${slug}`)} className="group flex min-h-14 items-center gap-3 py-2">
                  <bdi
                    lang={catalogueLang()}
                    className="min-w-0 font-semibold break-words group-hover:underline"
                  >
                    {name}
                  </bdi>
                  <span className="text-note text-muted">{productCount}</span>
                  <ArrowRight
                    aria-hidden
                    size={18}
                    strokeWidth={1.75}
                    className="ms-auto shrink-0 rtl:-scale-x-100"
                  />
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
