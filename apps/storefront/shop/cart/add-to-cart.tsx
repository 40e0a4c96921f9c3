/** “Add to cart” for one variant, with its words and what the cart shows of it until the shop has answered. */
import type { ReactNode } from 'react'
import { currentLocale } from '../../page/here.ts'
import { formatMoney } from '../../region/money.ts'
import { words } from '../../words/words.ts'
import { AddButton } from './add-button.tsx'
import { pictureOf } from './show.ts'

export function AddToCart({
  sku,
  price,
  currency,
  name,
  image,
  id,
  className,
  children,
}: {
  readonly sku: string
  /** In major units. */
  readonly price: number
  readonly currency: string
  readonly name: string
  /** The address of its picture. */
  readonly image: string | null
  readonly id?: string
  readonly className?: string
  readonly children?: ReactNode
}) {
  const t = words('cart')
  const locale = currentLocale()
  return (
    <AddButton
      action={`/shop/cart/items?lang=${locale}`}
      sku={sku}
      price={price}
      preview={{ name, price: formatMoney(price, currency, locale), picture: pictureOf(image) }}
      texts={{ add: t('add'), failed: t('failed') }}
      id={id}
      className={className}
    >
      {children}
    </AddButton>
  )
}
