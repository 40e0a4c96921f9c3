'use client'
/** Products in an order that can be changed: by buttons, which keys reach as well. */
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'
import type { Known } from './acts.ts'

export function ProductOrder({
  products,
  onChange,
}: {
  readonly products: readonly Known[]
  readonly onChange: (products: readonly Known[]) => void
}) {
  function move(from: number, to: number): void {
    const moved = products[from]
    if (moved) onChange(products.toSpliced(from, 1).toSpliced(to, 0, moved))
  }
  return (
    <ol className="divide-y divide-hairline rounded-control border border-hairline">
      {products.map(({ id, name, sku }, index) => (
        <li key={id} className="flex items-center gap-2 px-2.5 py-0.5 text-note">
          <span className="w-5 shrink-0 text-muted">{index + 1}</span>
          <span className="min-w-0 flex-1 truncate">
            {name} <span className="font-code text-small text-muted">{sku}</span>
          </span>
          <button
            type="button"
            aria-label={`Move ${name} up`}
            aria-disabled={index === 0}
            className={`${ICON_BUTTON} aria-disabled:opacity-40`}
            onClick={() => index > 0 && move(index, index - 1)}
          >
            <ArrowUp {...SMALL_ICON} />
          </button>
          <button
            type="button"
            aria-label={`Move ${name} down`}
            aria-disabled={index === products.length - 1}
            className={`${ICON_BUTTON} aria-disabled:opacity-40`}
            onClick={() => index < products.length - 1 && move(index, index + 1)}
          >
            <ArrowDown {...SMALL_ICON} />
          </button>
          <button
            type="button"
            aria-label={`Remove ${name}`}
            className={ICON_BUTTON}
            onClick={() => onChange(products.filter((each) => each.id !== id))}
          >
            <X {...SMALL_ICON} />
          </button>
        </li>
      ))}
    </ol>
  )
}
