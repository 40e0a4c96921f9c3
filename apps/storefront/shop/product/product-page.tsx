/** One product: its pictures, what there is to choose, the way into the cart, and what there is to know of it. */
import { CircleAlert, CircleCheck, CircleX, RotateCcw, Truck } from 'lucide-react'
import type { ProductView } from '@rialto/contracts/catalog'
import { cardOf } from '../../catalogue/card.ts'
import type { Delivery } from '../../catalogue/delivery.ts'
import { told } from '../../catalogue/promise.ts'
import { choicesOf, type Variant } from '../../catalogue/variants.ts'
import { catalogueLang, currentLocale, here } from '../../page/here.ts'
import type { Region } from '../../region/regions.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { buttonStyle } from '../../ui/button.tsx'
import { InPlace } from '../../ui/in-place.tsx'
import { Picture } from '../../ui/picture.tsx'
import { Price } from '../../ui/price.tsx'
import { Select } from '../../ui/select.tsx'
import { Stars } from '../../ui/stars.tsx'
import { words } from '../../words/words.ts'
import { AddToCart } from '../cart/add-to-cart.tsx'
import { BuyBar } from './buy-bar.tsx'
import { ProductGrid } from './card.tsx'
import { Choose } from './choose.tsx'
import { Described } from './described.tsx'
import { Details } from './details.tsx'
import { Gallery } from './gallery.tsx'
import { nowOf } from './now-of.ts'
import { StockAndDelivery } from './now.tsx'
import { pictureName } from './picture-name.ts'

const FORM = 'buy'
const QUANTITY_MAX = 10
const ICON = { 'aria-hidden': true, size: 20, strokeWidth: 1.75, className: 'mt-0.5 shrink-0' } as const

export function ProductPage({
  product,
  variant,
  related,
  region,
  delivery,
}: {
  readonly product: ProductView
  readonly variant: Variant
  readonly related: readonly ProductView[]
  readonly region: Region
  readonly delivery: Delivery | undefined
}) {
  const t = words('product')
  const { id, slug, name, brand, currency, category, rating } = product
  const path = `/p/${slug}`
  const { first, rest } = told(product.description)
  const hrefOf = (sku: string) => `${here(path)}?sku=${encodeURIComponent(sku)}`
  const price = <Price amount={variant.price} currency={currency} region={region.currency} />
  return (
    <div className="measure pt-5">
      <Breadcrumb
        steps={[
          ...category.path.map((step) => ({
            name: step.name,
            path: `/c/${step.slug}`,
            lang: catalogueLang(),
          })),
          { name, path, lang: catalogueLang() },
        ]}
      />
      <Described product={product} />
      <InPlace
        url={hrefOf(variant.sku)}
        className="mt-3 grid gap-x-12 gap-y-8 lg:mt-8 lg:grid-cols-[7fr_5fr] lg:grid-rows-[auto_1fr] xl:grid-cols-[39.5rem_minmax(0,1fr)] xl:gap-x-18"
      >
        <div className="min-w-0">
          <Pictures product={product} variant={variant} />
        </div>
        <div className="min-w-0 self-start lg:sticky lg:top-36 lg:row-span-2">
          {brand !== null && (
            <a
              href={`${here('/search')}?brand=${encodeURIComponent(brand)}`}
              className="inline-flex min-h-11 items-center text-note text-muted underline-offset-4 hover:underline lg:min-h-8"
            >
              <bdi className="[overflow-wrap:anywhere]">{brand}</bdi>
            </a>
          )}
          <h1 className="text-display break-words">
            <bdi lang={catalogueLang()}>{name}</bdi>
          </h1>
          <p className="mt-4 text-title">{price}</p>
          <p className="mt-1 text-small text-muted">{t('taxNote')}</p>
          <Stars rating={rating} />
          {first !== '' && (
            <p className="mt-5 max-w-[50ch] text-lead break-words">
              <bdi lang={catalogueLang()}>{first}</bdi>
            </p>
          )}
          <div className="mt-6 grid gap-5 empty:hidden">
            <Choose choices={choicesOf(product, variant)} hrefOf={hrefOf} />
          </div>
          {variant.inStock ? (
            <AddToCart
              id={FORM}
              className="mt-8 flex gap-3"
              sku={variant.sku}
              price={variant.price}
              currency={currency}
              name={[name, ...Object.values(variant.options)].join(', ')}
              image={(variant.images[0] ?? product.images[0])?.url ?? null}
            >
              <label className="shrink-0">
                <span className="sr-only">{t('quantity')}</span>
                <Select name="quantity" defaultValue="1">
                  {Array.from({ length: QUANTITY_MAX }, (_, index) => (
                    <option key={index}>{index + 1}</option>
                  ))}
                </Select>
              </label>
            </AddToCart>
          ) : (
            <div className="mt-8">
              <p className="max-w-[50ch]">{t('soldOutText')}</p>
              {related.length > 0 && (
                <a href="#related" className={buttonStyle('outline', 'mt-4')}>
                  {t('toRelated')}
                </a>
              )}
            </div>
          )}
          <div className="mt-6 grid gap-2 text-note">
            <StockAndDelivery
              ask={`/shop/now?product=${encodeURIComponent(id)}&sku=${encodeURIComponent(variant.sku)}&lang=${currentLocale()}`}
              before={nowOf(variant, delivery, {
                country: region.country,
                locale: currentLocale(),
                isToday: false,
              })}
              icons={{
                good: <CircleCheck {...ICON} />,
                low: <CircleAlert {...ICON} />,
                out: <CircleX {...ICON} />,
                delivery: <Truck {...ICON} />,
              }}
            />
            <p className="flex gap-3">
              <RotateCcw {...ICON} />
              {t('returns')}
            </p>
          </div>
        </div>
        <div className="min-w-0 lg:pt-8">
          <Details paragraphs={rest} attributes={product.attributes} />
        </div>
      </InPlace>
      {related.length > 0 && (
        <section aria-labelledby="related" className="pt-28">
          <h2 id="related" className="mb-8 text-heading">
            {t('related')}
          </h2>
          <ProductGrid products={related.map(cardOf)} isBand />
        </section>
      )}
      {variant.inStock && (
        <BuyBar form={FORM} label={t('buy', { name })} button={words('cart')('add')}>
          <bdi lang={catalogueLang()} className="block truncate text-note font-semibold rtl:text-right">
            {name}
          </bdi>
          <p className="text-note">{price}</p>
        </BuyBar>
      )}
    </div>
  )
}

function Pictures({ product, variant }: { readonly product: ProductView; readonly variant: Variant }) {
  const t = words('product')
  const all = [...variant.images, ...product.images]
  const images = all.filter(({ url }, place) => all.findIndex((image) => image.url === url) === place)
  const [first] = images
  if (!first)
    return (
      <div className="max-w-[34rem]">
        <Picture image={null} sizes="" shape="arch" />
      </div>
    )
  return (
    <Gallery
      // Other pictures, another gallery: it begins at the first one.
      key={first.url}
      images={images.map(({ url, alt, srcset }, place) => ({
        url,
        alt,
        srcset,
        label: t('picture', { place: place + 1, count: images.length }),
      }))}
      texts={{
        pictures: t('pictures'),
        enlarge: t('enlarge'),
        close: t('closePicture'),
        next: t('nextPicture'),
        previous: t('previousPicture'),
      }}
      transitionName={pictureName(product.id)}
      isFaded={!variant.inStock}
    />
  )
}
