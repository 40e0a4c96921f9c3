/** The name of a page, how many there are of what it lists, and what can be done. */
import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { SMALL_ICON } from './button.ts'

export function PageHead({
  title,
  note,
  back,
  actions,
}: {
  readonly title: string
  /** Beside it: a count, a state. */
  readonly note?: ReactNode
  readonly back?: { readonly href: string; readonly label: string }
  readonly actions?: ReactNode
}) {
  return (
    <div className="mb-4">
      {back && (
        <a
          href={back.href}
          className="no-print mb-1 -ms-1 inline-flex items-center gap-1 py-1 text-note text-muted hover:text-ink"
        >
          <ChevronLeft {...SMALL_ICON} />
          {back.label}
        </a>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="page-title min-w-0 break-words">{title}</h1>
        {note !== undefined && <div className="flex flex-wrap items-center gap-2 text-muted">{note}</div>}
        {actions !== undefined && <div className="no-print ms-auto flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}

/** The room that every page stands in. */
export function PageRoom({
  children,
  isNarrow = false,
}: {
  readonly children: ReactNode
  readonly isNarrow?: boolean
}) {
  return (
    <div className={`mx-auto p-4 md:p-6 ${isNarrow ? 'max-w-[72rem]' : 'max-w-[96rem]'}`}>{children}</div>
  )
}
