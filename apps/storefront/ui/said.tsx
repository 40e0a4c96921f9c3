/** What has just been done, on the page that one came to by doing it. */
import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'

export function Said({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status" className="mb-8 flex items-start gap-3 rounded-card bg-surface p-4">
      <CircleCheck aria-hidden size={24} strokeWidth={1.75} className="shrink-0 text-success" />
      <div>{children}</div>
    </div>
  )
}
