/** A product among others: one link, its picture, its name, its price, and one word where there is one to say. */
import { catalogueLang, here } from '../../page/here.ts'
import { currentRegion } from '../../session/region.ts'
import { Picture } from '../../ui/picture.tsx'
import { Price } from '../../ui/price.tsx'
import { Stars } from '../../ui/stars.tsx'
import { words } from '../../words/words.ts'
import { pictureName } from './picture-name.ts'

export type CardProduct = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly inStock: boolean
  readonly lowest: number
  readonly highest: number
  readonly image: { readonly url: string; readonly alt: string; readonly srcset?: string | undefined } | null
  readonly rating: { readonly average: number; readonly count: number }
  readonly createdAt: string
}

/** As exact as it is cheap to be: a little more, and a phone fetches the next larger file. */
const SIZES = '(min-width: 64rem) 22vw, (min-width: 48rem) 30vw, calc(50vw - 30px)'
const NEW_FOR_MS = 30 * 24 * 60 * 60 * 1000

async function ProductCard({
  product,
  isFirst,
  isNamed,
}: {
  readonly product: CardProduct
  readonly isFirst: boolean
  readonly isNamed: boolean
}) {
  const t = words('product')
  const { currency } = await currentRegion()
  const { id, name, slug, image, lowest, highest, inStock, rating, createdAt } = product
  const isNew = Date.now() - Date.parse(createdAt) < NEW_FOR_MS
  return (
    <a href={here(`/p/${slug}`)} className="card">
      <Picture
        image={image}
        alt=""
        sizes={SIZES}
        isFirst={isFirst}
        shape={inStock ? 'arch' : 'arch opacity-60'}
        transitionName={isNamed ? pictureName(id) : undefined}
      />
      <bdi lang={catalogueLang()}>{name}</bdi>
      <span>
        <Price amount={lowest} currency={product.currency} isFrom={highest > lowest} region={currency} />
        <Stars rating={rating} />
        {inStock ? (
          isNew && <span className="font-semibold text-success">{t('new')}</span>
        ) : (
          <span className="font-semibold text-danger">{t('soldOut')}</span>
        )}
      </span>
    </a>
  )
}

/** A grid of cards: two beside each other on a phone, then three, then four. */
export function ProductGrid({
  products,
  isFirstSeen = false,
  isNamed = true,
  isBand = false,
}: {
  readonly products: readonly CardProduct[]
  /** Whether its first row is seen without scrolling. */
  readonly isFirstSeen?: boolean
  /** Whether the pictures move on to the product’s page; of a product that is on a page twice, one may. */
  readonly isNamed?: boolean
  /** Whether it is a few, in rows of four that are whole. */
  readonly isBand?: boolean
}) {
  return (
    <ul
      className={`grid grid-cols-2 gap-x-5 gap-y-12 ${isBand ? 'md:grid-cols-4' : 'sm:grid-cols-3 xl:grid-cols-4'}`}
    >
      {products.map((product, place) => {
        const isFirst = isFirstSeen && place < FIRST_ROW
        return (
          <li key={product.id} className={isFirst ? undefined : 'later'}>
            <ProductCard product={product} isFirst={isFirst} isNamed={isNamed} />
          </li>
        )
      })}
    </ul>
  )
}

/** Of these the pictures are seen without scrolling. */
const FIRST_ROW = 4
