/** A list without anything in it: a niche of terrazzo, a sentence, one thing to do. */
import type { ReactNode } from 'react'

export function Empty({
  title,
  text,
  children,
}: {
  readonly title: string
  readonly text?: string
  readonly children?: ReactNode
}) {
  return (
    <div className="flex flex-wrap items-center gap-8 py-6">
      <div aria-hidden className="arch terrazzo h-40 w-32 shrink-0 bg-surface" />
      <div className="min-w-[14rem] flex-1">
        <h2 className="max-w-[24ch] text-title">{title}</h2>
        {text !== undefined && <p className="mt-2 max-w-[48ch] text-muted">{text}</p>}
        {children !== undefined && <div className="mt-5">{children}</div>}
      </div>
    </div>
  )
}
