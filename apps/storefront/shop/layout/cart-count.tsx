'use client'
/** How many pieces are in the cart: asked for by the browser, so that the page around it is the same for all. */
import { useEffect, useState } from 'react'

/** Whoever changes the cart says so on the window, with the new count. */
const CART_CHANGED = 'rialto:cart'

export function CartCount({ label }: { readonly label: string }) {
  const [count, setCount] = useState<number>()
  useEffect(() => {
    const listen = (event: Event) => setCount((event as CustomEvent<number>).detail)
    window.addEventListener(CART_CHANGED, listen)
    void fetch('/shop/me', { headers: { accept: 'application/json' } })
      .then(async (response) =>
        response.ok ? ((await response.json()) as { itemCount: number }) : undefined,
      )
      .then((me) => me && setCount(me.itemCount))
      .catch(() => {})
    return () => window.removeEventListener(CART_CHANGED, listen)
  }, [])
  return (
    <>
      <span className="sr-only">{label}</span>
      <span aria-live="polite" className="min-w-[1ch] tabular-nums">
        {count ?? ' '}
      </span>
    </>
  )
}
