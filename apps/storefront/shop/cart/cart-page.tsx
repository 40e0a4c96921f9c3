'use client'
/** The cart as a page: lines at the start, what they come to at the end. */
import { buttonStyle } from '../../ui/button.tsx'
import { CartLines } from './lines.tsx'
import type { ShownCart } from './shown.ts'
import { EmptyCart, Subtotal } from './sums.tsx'
import { useCart } from './use-cart.ts'

export function CartPage({ cart: given, label }: { readonly cart: ShownCart; readonly label: string }) {
  const { cart, quantityOf, change } = useCart(given)
  if (cart.lines.every((line) => quantityOf(line) === 0)) return <EmptyCart cart={cart} />
  return (
    <div className="grid items-start gap-12 lg:grid-cols-[7fr_5fr]">
      <CartLines cart={cart} quantityOf={quantityOf} change={change} />
      <section aria-label={label} className="rounded-card bg-surface p-6 lg:sticky lg:top-36">
        <Subtotal cart={cart} />
        {cart.isBuyable && (
          <a href={cart.links.checkout} className={buttonStyle('action', 'mt-6 w-full')}>
            {cart.texts.checkout}
          </a>
        )}
      </section>
    </div>
  )
}
