'use client'
/** The way to the cart: over the page where scripts run, a page of its own where they do not. */
import { ShoppingBag } from 'lucide-react'
import { lazy, Suspense, useEffect, useState, type MouseEvent } from 'react'
import { Sheet } from '../../ui/sheet.tsx'
import { CartCount } from './cart-count.tsx'
import { expectDrawer, loadDrawer } from './load-drawer.ts'
import type { Preview, ShownCart } from './shown.ts'
import { hear } from './signals.ts'

const Drawer = lazy(loadDrawer)

export function CartLink({
  href,
  label,
  title,
  closeLabel,
}: {
  readonly href: string
  readonly label: string
  readonly title: string
  readonly closeLabel: string
}) {
  const [open, setOpen] = useState(false)
  const [preview, setPreview] = useState<Preview>()
  const [shown, setShown] = useState<ShownCart>()
  useEffect(() => {
    const ends = [
      hear('rialto:cart-open', (added) => {
        // On the page of the cart there is nothing to open.
        if (location.pathname === href) return
        setPreview(added)
        setOpen(true)
      }),
      // Heard here, as what is in the drawer may still be on its way.
      hear('rialto:cart-shown', (cart) => {
        setPreview(undefined)
        setShown(cart)
      }),
    ]
    return () => ends.forEach((end) => end())
  }, [href])
  function show(event: MouseEvent) {
    const wantsElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0
    if (wantsElsewhere || location.pathname === href) return
    event.preventDefault()
    setOpen(true)
  }
  return (
    <>
      <a
        href={href}
        onClick={show}
        onPointerEnter={expectDrawer}
        className="inline-flex h-11 items-center gap-2 rounded-pill bg-ink px-4 font-semibold text-on-ink hover:opacity-90"
      >
        <ShoppingBag size={20} strokeWidth={1.75} aria-hidden />
        <CartCount label={label} />
      </a>
      <Sheet
        open={open}
        onClose={() => {
          setOpen(false)
          setPreview(undefined)
          setShown(undefined)
        }}
        title={title}
        closeLabel={closeLabel}
      >
        <Suspense>
          <Drawer preview={preview} shown={shown} />
        </Suspense>
      </Sheet>
    </>
  )
}
