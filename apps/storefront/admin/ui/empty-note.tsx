/** Where there is nothing at all yet: why, and what to do about it. */
import type { ReactNode } from 'react'

export function EmptyNote({
  title,
  text,
  action,
}: {
  readonly title: string
  readonly text: string
  readonly action?: ReactNode
}) {
  return (
    <div className="rounded-card border border-hairline bg-raised px-6 py-14">
      <div aria-hidden className="mb-5 flex items-end gap-1.5">
        <span className="h-9 w-7 rounded-t-pill bg-surface" />
        <span className="h-13 w-9 rounded-t-pill bg-neutral-soft" />
        <span className="h-7 w-6 rounded-t-pill bg-surface" />
      </div>
      <h2 className="text-lead font-semibold">{title}</h2>
      <p className="mt-1 max-w-[48ch] text-muted">{text}</p>
      {action !== undefined && <div className="mt-4">{action}</div>}
    </div>
  )
}
