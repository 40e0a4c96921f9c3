/** A record: what one works on at the start, facts and links at the end. */
import type { ReactNode } from 'react'

export function DetailPage({ children, side }: { readonly children: ReactNode; readonly side: ReactNode }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
      <div className="grid min-w-0 gap-4">{children}</div>
      <div className="grid min-w-0 items-start gap-4 md:grid-cols-2 lg:grid-cols-1">{side}</div>
    </div>
  )
}

/** Facts, by name. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid gap-2.5 text-note">{children}</dl>
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
