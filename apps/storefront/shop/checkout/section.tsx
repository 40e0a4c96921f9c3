'use client'
/** A part of the checkout: open while it is asked, a summary when it is done. Without scripts all are open. */
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

export function Section({
  place,
  id,
  title,
  isOpen,
  isDone,
  summary,
  change,
  onChange,
  children,
}: {
  readonly place: number
  readonly id: string
  readonly title: string
  readonly isOpen: boolean
  readonly isDone: boolean
  readonly summary: ReactNode
  readonly change: string
  readonly onChange: () => void
  readonly children: ReactNode
}) {
  const isSummary = isDone && !isOpen
  return (
    <section aria-labelledby={`section-${id}`} className="border-b border-hairline py-8 last:border-0">
      <div className="flex items-center gap-4">
        <span
          aria-hidden
          className={`grid size-8 shrink-0 place-items-center rounded-pill text-note font-bold ${isSummary || isOpen ? 'bg-ink text-on-ink' : 'border-2 border-control text-muted'}`}
        >
          {isSummary ? <Check size={18} strokeWidth={2.5} /> : place}
        </span>
        <h2
          id={`section-${id}`}
          tabIndex={-1}
          className={`text-title outline-none ${isOpen || isSummary ? '' : 'scripted:text-muted'}`}
        >
          {title}
        </h2>
        {isSummary && (
          <button
            type="button"
            onClick={onChange}
            className="ms-auto -me-2 min-h-11 px-2 text-note font-semibold underline underline-offset-4 hover:no-underline unscripted:hidden"
          >
            {change} <span className="sr-only">{title}</span>
          </button>
        )}
      </div>
      {isSummary && <div className="mt-1 ps-12 text-note break-words unscripted:hidden">{summary}</div>}
      <div className={`mt-6 grid gap-5 ${isOpen ? '' : 'scripted:hidden'}`}>{children}</div>
    </section>
  )
}
