'use client'
/** Two people changed the same product: what differs, and which of the two is to stay. */
import { GitCompareArrows } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { buttonStyle, ICON } from '../ui/button.ts'
import type { Draft } from './draft.ts'
import { differences } from './difference.ts'

export function ConflictNote({
  mine,
  theirs,
  onTheirs,
  onMine,
}: {
  /** As it was when the page was opened. */
  readonly mine: Draft
  readonly theirs: Draft
  readonly onTheirs: () => void
  readonly onMine: () => void
}) {
  const names = differences(mine, theirs)
  const what = names.length === 0 ? 'something' : new Intl.ListFormat('en').format(names)
  const note = useRef<HTMLDivElement>(null)
  // Whoever saves with the keys may be far below.
  useEffect(() => note.current?.scrollIntoView({ block: 'center' }), [])
  return (
    <div
      ref={note}
      role="alert"
      className="mb-4 flex flex-wrap items-center gap-3 rounded-card border border-warning bg-warning-soft p-4"
    >
      <GitCompareArrows {...ICON} className="shrink-0 text-warning" />
      <p className="min-w-60 flex-1">
        <strong className="font-semibold">Somebody else changed {what} in the meantime.</strong> Saving yours
        changes only the fields that you touched; taking theirs leaves your changes behind.
      </p>
      <span className="flex flex-wrap gap-2">
        <button type="button" className={buttonStyle('plain')} onClick={onTheirs}>
          Take theirs
        </button>
        <button type="button" className={buttonStyle('plain')} onClick={onMine}>
          Save mine
        </button>
      </span>
    </div>
  )
}
