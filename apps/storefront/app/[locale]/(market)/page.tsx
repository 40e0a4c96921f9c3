import type { Metadata } from 'next'
import { cardOf } from '../../../catalogue/card.ts'
import type { Parameters } from '../../../catalogue/listing.ts'
import { readCategories, readNewest } from '../../../catalogue/read.ts'
import { alternates } from '../../../page/alternates.ts'
import { here } from '../../../page/here.ts'
import { keepPage } from '../../../page/page.ts'
import { linkPreview } from '../../../page/link-preview.ts'
import { Hero } from '../../../shop/home/hero.tsx'
import { readStalls } from '../../../catalogue/stalls.ts'
import { Stalls } from '../../../shop/home/stalls.tsx'
import { ProductGrid, type CardProduct } from '../../../shop/product/card.tsx'
import { publicUrl } from '../../../session/shop.ts'
import { JsonLd } from '../../../ui/json-ld.tsx'
import { words } from '../../../words/words.ts'

const NEWEST = 8
/** So many stalls show some of their goods, so many of each. */
const BANDS = 2
const BAND = 4

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

export default async function Home({ searchParams }: { searchParams: Promise<Parameters> }) {
  // It shows the same whatever stands behind its `?`: one page is enough to keep.
  if (Object.keys(await searchParams).length === 0) keepPage()
  const t = words('home')
  const [newest, categories] = await Promise.all([readNewest(NEWEST), readCategories()])
  const stalls = await readStalls(categories)
  const isShown = new Set(newest.map(({ id }) => id))
  return (
    <>
      <AboutTheShop />
      <Hero />
      {newest.length === 0 ? (
        <section className="measure py-18">
          <h2 className="text-heading">{t('empty')}</h2>
          <p className="mt-3 text-muted">{t('emptyText')}</p>
        </section>
      ) : (
        <>
          <Band
            id="newest"
            title={t('newest')}
            href={here('/search?sort=newest')}
            link={t('newestAll')}
            products={newest.map(cardOf)}
          />
          <Stalls stalls={stalls} categories={categories} />
          {stalls.slice(0, BANDS).map(({ category, products }) => (
            <Band
              key={category.id}
              id={category.slug}
              title={category.name}
              href={here(`/c/${category.slug}`)}
              link={t('seeAll', { count: category.productCount })}
              products={products.filter(({ id }) => !isShown.has(id)).slice(0, BAND)}
            />
          ))}
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

/** Who keeps the shop and how it is searched, for machines. */
function AboutTheShop() {
  const shop = `${publicUrl}/#shop`
  return (
    <>
      <JsonLd
        data={{
          '@type': 'Organization',
          '@id': shop,
          name: 'Rialto',
          url: publicUrl,
          description: words('home')('description'),
        }}
      />
      <JsonLd
        data={{
          '@type': 'WebSite',
          name: 'Rialto',
          url: `${publicUrl}${here('/')}`,
          publisher: { '@id': shop },
          potentialAction: {
            '@type': 'SearchAction',
            target: `${publicUrl}${here('/search')}?q={search_term_string}`,
            'query-input': 'required name=search_term_string',
          },
        }}
      />
    </>
  )
}

/** A row of goods under its name, with the way to more of them. */
function Band({
  id,
  title,
  href,
  link,
  products,
}: {
  readonly id: string
  readonly title: string
  readonly href: string
  readonly link: string
  readonly products: readonly CardProduct[]
}) {
  if (products.length === 0) return null
  return (
    <section aria-labelledby={id} className="measure pt-18 lg:pt-28">
      <div className="mb-8 flex items-baseline justify-between gap-6">
        <h2 id={id} className="min-w-0 text-heading break-words">
          <bdi>{title}</bdi>
        </h2>
        <a
          href={href}
          className="inline-flex min-h-11 shrink-0 items-center text-note font-semibold underline underline-offset-4"
        >
          {link}
        </a>
      </div>
      <ProductGrid products={products} isBand />
    </section>
  )
}
