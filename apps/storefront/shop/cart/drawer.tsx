'use client'
/** The cart over the page: read when it is opened, or shown with what is just being put in. */
import { useEffect, useState } from 'react'
import { buttonStyle } from '../../ui/button.tsx'
import { Toasts } from '../../ui/toast.tsx'
import { askCart } from './ask.ts'
import { CartLines, LineFrame } from './lines.tsx'
import type { Preview, ShownCart } from './shown.ts'
import { EmptyCart, Subtotal } from './sums.tsx'
import { useCart } from './use-cart.ts'

/** As many as are seen without scrolling on a phone. */
const SKELETONS = [0, 1, 2]

export function Drawer({
  preview,
  shown,
}: {
  readonly preview: Preview | undefined
  /** What answered an addition: newer than what is read. */
  readonly shown: ShownCart | undefined
}) {
  const [read, setRead] = useState<ShownCart>()
  useEffect(() => {
    let isOpen = true
    void (async () => {
      const cart = await askCart()
      if (isOpen) setRead(cart)
    })()
    return () => {
      isOpen = false
    }
  }, [])
  const cart = shown ?? read
  // Read before what is being put in was there: of the two, what is being put in is the truth.
  const isFirst = preview !== undefined && cart?.lines.length === 0
  return (
    <>
      {preview && (
        <div aria-hidden className="px-5 pt-4 opacity-60">
          <LineFrame picture={preview.picture} name={preview.name} lang={undefined} total={preview.price} />
        </div>
      )}
      {!isFirst && (cart ? <Filled cart={cart} /> : <Skeleton />)}
      <Toasts isWithin />
    </>
  )
}

function Filled({ cart: given }: { readonly cart: ShownCart }) {
  const { cart, quantityOf, change } = useCart(given)
  if (cart.lines.every((line) => quantityOf(line) === 0))
    return (
      <div className="flex-1 px-5 pb-8">
        <EmptyCart cart={cart} />
      </div>
    )
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-5">
        <CartLines cart={cart} quantityOf={quantityOf} change={change} />
      </div>
      <div className="order-1 border-t border-hairline px-5 pt-4 pb-6">
        <Subtotal cart={cart} />
        {cart.isBuyable && (
          <a href={cart.links.checkout} className={buttonStyle('action', 'mt-4 w-full')}>
            {cart.texts.checkout}
          </a>
        )}
        <a href={cart.links.cart} className={buttonStyle('text', 'mt-1 w-full text-note')}>
          {cart.texts.cart}
        </a>
      </div>
    </>
  )
}

/** In the size of what comes, and not before it would be missed. */
function Skeleton() {
  return (
    <div aria-hidden className="late px-5">
      {SKELETONS.map((place) => (
        <div key={place} className="flex gap-4 border-b border-hairline py-4">
          <div className="arch h-[90px] w-[72px] bg-surface" />
          <div className="flex-1">
            <div className="h-5 w-2/3 rounded-pill bg-surface" />
            <div className="mt-3 h-11 w-32 rounded-pill bg-surface" />
          </div>
        </div>
      ))}
    </div>
  )
}
