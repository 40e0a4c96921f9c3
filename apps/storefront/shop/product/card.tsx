/** A product among others: one link, its picture, its name, its price, and one word where there is one to say. */
import { here } from '../../page/here.ts'
import { currentRegion } from '../../session/region.ts'
import { Picture } from '../../ui/picture.tsx'
import { Price } from '../../ui/price.tsx'
import { words } from '../../words/words.ts'

export type CardProduct = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly inStock: boolean
  readonly lowest: number
  readonly highest: number
  readonly image: { readonly url: string; readonly alt: string; readonly srcset?: string | undefined } | null
}

const SIZES = '(min-width: 64rem) 22vw, (min-width: 48rem) 30vw, 46vw'

async function ProductCard({
  product,
  isFirst = false,
}: {
  readonly product: CardProduct
  readonly isFirst?: boolean
}) {
  const t = words('product')
  const { currency } = await currentRegion()
  const { name, slug, image, lowest, highest, inStock } = product
  return (
    <a
      href={here(`/p/${slug}`)}
      className="group block rounded-card transition-transform duration-[120ms] ease-out hover:-translate-y-1"
    >
      <Picture
        image={image}
        alt=""
        sizes={SIZES}
        isFirst={isFirst}
        shape={`arch ${inStock ? '' : 'opacity-60'}`}
      />
      <span className="mt-3 block font-display text-[1.125rem] leading-snug font-bold tracking-tight group-hover:underline">
        {name}
      </span>
      <span className="mt-1 flex flex-wrap items-baseline gap-x-3 text-note">
        <Price amount={lowest} currency={product.currency} isFrom={highest > lowest} region={currency} />
        {!inStock && <span className="font-semibold text-danger">{t('soldOut')}</span>}
      </span>
    </a>
  )
}

/** A grid of cards: two beside each other on a phone, then three, then four. */
export function ProductGrid({ products }: { readonly products: readonly CardProduct[] }) {
  return (
    <ul className="grid grid-cols-2 gap-x-5 gap-y-12 md:grid-cols-3 lg:grid-cols-4">
      {products.map((product, place) => (
        <li key={product.id}>
          <ProductCard product={product} isFirst={place < FIRST_ROW} />
        </li>
      ))}
    </ul>
  )
}

/** Of these the pictures are seen without scrolling. */
const FIRST_ROW = 4
