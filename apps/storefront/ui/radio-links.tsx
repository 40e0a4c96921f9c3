'use client'
/**
 * One of a few, each a link of its own: chosen by a click without scripts, and with them by the arrow keys as well, as
 * radios are (WAI-ARIA practices, radio group).
 */
import type { KeyboardEvent, ReactNode } from 'react'

const FORWARD = new Set(['ArrowDown', 'ArrowRight'])
const BACK = new Set(['ArrowUp', 'ArrowLeft'])

export function RadioLinks({
  labelledBy,
  children,
}: {
  readonly labelledBy: string
  readonly children: ReactNode
}) {
  function press(event: KeyboardEvent<HTMLDivElement>) {
    const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[role=radio]')]
    const at = links.indexOf(event.target as HTMLAnchorElement)
    const isSideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
    const turned = isSideways && getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
    const by = (FORWARD.has(event.key) ? 1 : BACK.has(event.key) ? -1 : 0) * turned
    const isChoice = event.key === ' ' || by !== 0
    if (at < 0 || !isChoice) return
    event.preventDefault()
    const link = links[(at + by + links.length) % links.length]
    link?.focus()
    link?.click()
  }
  return (
    <div
      role="radiogroup"
      tabIndex={-1}
      aria-labelledby={labelledBy}
      onKeyDown={press}
      className="mt-2 flex flex-wrap gap-2"
    >
      {children}
    </div>
  )
}
