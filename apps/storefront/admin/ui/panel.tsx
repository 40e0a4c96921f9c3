/** A white panel with a heading, and what may be done with what is in it at its end. */
import type { ReactNode } from 'react'

export function Panel({
  title,
  actions,
  children,
  isFlush = false,
}: {
  readonly title?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Lists and tables reach the edges. */
  readonly isFlush?: boolean
}) {
  return (
    <section
      aria-label={title}
      className="min-w-0 overflow-clip rounded-card border border-hairline bg-raised"
    >
      {title !== undefined && (
        <div className="flex min-h-12 flex-wrap items-center justify-between gap-2 px-4 py-2">
          <h2 className="text-body font-semibold">{title}</h2>
          {actions}
        </div>
      )}
      <div className={isFlush ? '' : title === undefined ? 'p-4' : 'px-4 pb-4'}>{children}</div>
    </section>
  )
}
