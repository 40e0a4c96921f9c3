'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useGoing } from './going.tsx'

/** Marked where one is, and at once where one goes to. */
export function RailLink({
  href,
  label,
  children,
}: {
  readonly href: string
  readonly label: string
  readonly children: ReactNode
}) {
  const path = usePathname()
  const { to } = useGoing()
  const at = to?.split('?')[0] ?? path
  const isCurrent = href === '/admin' ? at === href : at === href || at.startsWith(`${href}/`)
  return (
    <a
      href={href}
      title={label}
      aria-current={isCurrent ? 'page' : undefined}
      className="target flex items-center gap-2.5 rounded-control px-2.5 font-medium text-muted hover:bg-surface hover:text-ink aria-[current]:bg-surface aria-[current]:font-semibold aria-[current]:text-ink closed:justify-center closed:px-0"
    >
      {children}
      <span className="truncate closed:sr-only">{label}</span>
    </a>
  )
}
