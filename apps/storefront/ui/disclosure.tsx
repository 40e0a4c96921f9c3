/** Something more to read, behind its name. */
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'

export function Disclosure({
  title,
  isOpen = false,
  children,
}: {
  readonly title: string
  readonly isOpen?: boolean
  readonly children: ReactNode
}) {
  return (
    <details open={isOpen} className="group/more border-b border-hairline">
      <summary className="flex min-h-16 list-none items-center justify-between gap-4 [&::-webkit-details-marker]:hidden">
        <h2 className="text-lead">{title}</h2>
        <Plus
          aria-hidden
          size={20}
          strokeWidth={1.75}
          className="shrink-0 transition-transform duration-[120ms] group-open/more:rotate-45"
        />
      </summary>
      <div className="max-w-[65ch] pb-6">{children}</div>
    </details>
  )
}
