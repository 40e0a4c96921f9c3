'use client'
/** What a cart comes to, and what stands in its place when there is nothing in it. */
import { Truck } from 'lucide-react'
import { buttonStyle } from '../../ui/button.tsx'
import type { ShownCart } from './shown.ts'

export function Subtotal({ cart }: { readonly cart: ShownCart }) {
  const { texts, subtotal, about, delivery } = cart
  return (
    <>
      <p aria-live="polite" className="flex items-baseline justify-between gap-4 text-lead">
        <span className="font-semibold">{texts.subtotal}</span>
        <span className="price">
          <bdi>{subtotal}</bdi>
          {about !== undefined && (
            <span className="ms-2 text-small font-normal text-muted">
              <bdi>{about}</bdi>
            </span>
          )}
        </span>
      </p>
      <p className="mt-1 text-small text-muted">{texts.subtotalNote}</p>
      {delivery !== undefined && (
        <p className="mt-3 flex items-start gap-2 text-note">
          <Truck aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 shrink-0" />
          {delivery}
        </p>
      )}
    </>
  )
}

export function EmptyCart({ cart }: { readonly cart: ShownCart }) {
  const { texts, links } = cart
  return (
    <>
      <div aria-hidden className="arch terrazzo h-48 w-36 bg-surface" />
      <p className="mt-6 text-lead font-semibold">{texts.empty}</p>
      <p className="mt-1 max-w-[40ch] text-muted">{texts.emptyText}</p>
      <a href={links.home} className={buttonStyle('outline', 'mt-6')}>
        {texts.emptyAction}
      </a>
    </>
  )
}
