/** One of a few, in the shape of the other fields. */
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

export function Select({ className = '', ...rest }: ComponentProps<'select'>) {
  return (
    <span className={`relative inline-block min-w-0 ${className}`}>
      <select
        className="h-11 w-full min-w-0 cursor-pointer appearance-none truncate rounded-pill border border-control bg-raised ps-4 pe-10 text-note font-semibold"
        {...rest}
      />
      <ChevronDown
        aria-hidden
        size={18}
        strokeWidth={1.75}
        className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-muted"
      />
    </span>
  )
}
