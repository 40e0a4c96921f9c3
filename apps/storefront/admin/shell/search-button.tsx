'use client'
import { Search } from 'lucide-react'
import { SMALL_ICON } from '../ui/button.ts'
import { openPalette } from './desk-keys.tsx'

/** Opens the palette; looks like the field that it leads to. */
export function SearchButton() {
  return (
    <button
      type="button"
      onClick={openPalette}
      aria-keyshortcuts="Control+K"
      className="target flex min-w-0 flex-1 items-center gap-2 rounded-control border border-control/60 bg-page px-2.5 text-note text-muted hover:border-control md:max-w-96"
    >
      <Search {...SMALL_ICON} className="shrink-0" />
      <span className="truncate">Search or jump to…</span>
      <kbd className="ms-auto hidden rounded-small border border-hairline bg-raised px-1.5 font-text text-small md:inline">
        Ctrl K
      </kbd>
    </button>
  )
}
