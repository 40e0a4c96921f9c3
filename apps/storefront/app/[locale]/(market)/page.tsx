import type { Metadata } from 'next'
import { ArrowRight } from 'lucide-react'
import { cardOf } from '../../../catalogue/card.ts'
import { readCategories, readNewest } from '../../../catalogue/read.ts'
import { alternates } from '../../../page/alternates.ts'
import { here } from '../../../page/here.ts'
import { keepPage } from '../../../page/page.ts'
import { linkPreview } from '../../../page/link-preview.ts'
import { Hero } from '../../../shop/home/hero.tsx'
import { ProductGrid } from '../../../shop/product/card.tsx'
import { publicUrl } from '../../../session/shop.ts'
import { JsonLd } from '../../../ui/json-ld.tsx'
import { words } from '../../../words/words.ts'

const NEWEST = 8

export function generateMetadata(): Metadata {
  const t = words('home')
  const title = t('title')
  const description = t('description')
  return {
    title: { absolute: title },
    description,
    alternates: alternates('/'),
    ...linkPreview({ title, description, path: '/', picture: 'home' }),
  }
}

export default async function Home() {
  keepPage()
  const t = words('home')
  const [newest, categories] = await Promise.all([readNewest(NEWEST), readCategories()])
  const roots = categories.filter(({ level, productCount }) => level === 1 && productCount > 0)
  return (
    <>
      <JsonLd
        data={{
          '@type': 'Organization',
          '@id': `${publicUrl}/#shop`,
          name: 'Rialto',
          url: publicUrl,
          description: t('description'),
        }}
      />
      <JsonLd
        data={{
          '@type': 'WebSite',
          name: 'Rialto',
          url: `${publicUrl}${here('/')}`,
          publisher: { '@id': `${publicUrl}/#shop` },
          potentialAction: {
            '@type': 'SearchAction',
            target: `${publicUrl}${here('/search')}?q={search_term_string}`,
            'query-input': 'required name=search_term_string',
          },
        }}
      />
      <Hero />
      {newest.length === 0 ? (
        <section className="measure py-18">
          <h2 className="text-heading">{t('empty')}</h2>
          <p className="mt-3 text-muted">{t('emptyText')}</p>
        </section>
      ) : (
        <>
          <section aria-labelledby="newest" className="measure pt-18">
            <div className="mb-8 flex items-baseline justify-between gap-6">
              <h2 id="newest" className="text-heading">
                {t('newest')}
              </h2>
              <a
                href={here('/search?sort=newest')}
                className="shrink-0 text-note font-semibold underline underline-offset-4"
              >
                {t('newestAll')}
              </a>
            </div>
            <ProductGrid products={newest.map(cardOf)} />
          </section>
          <section aria-labelledby="stalls" className="measure pt-28">
            <h2 id="stalls" className="mb-8 text-heading">
              {t('categories')}
            </h2>
            <ul className="grid gap-x-5 sm:grid-cols-2 lg:grid-cols-3">
              {roots.map(({ id, slug, name, productCount }) => (
                <li key={id} className="border-b border-hairline">
                  <a href={here(`/c/${slug}`)} className="group flex items-center gap-4 py-5">
                    <span className="font-display text-title font-bold tracking-tight group-hover:underline">
                      {name}
                    </span>
                    <span className="text-note text-muted">{t('pieces', { count: productCount })}</span>
                    <ArrowRight
                      aria-hidden
                      size={20}
                      strokeWidth={1.75}
                      className="ms-auto rtl:-scale-x-100"
                    />
                  </a>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
      <section aria-labelledby="promises" className="measure pt-28">
        <h2 id="promises" className="mb-8 text-heading">
          {t('promises')}
        </h2>
        <dl className="grid gap-12 md:grid-cols-3">
          {(['promiseStock', 'promiseMoney', 'promiseReturn'] as const).map((promise) => (
            <div key={promise}>
              <dt className="font-display text-lead font-bold">{t(promise)}</dt>
              <dd className="mt-2 max-w-[42ch] text-muted">{t(`${promise}Text`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}
