'use client'
/** How high the rows are, kept in this browser for every list. */
import { useSyncExternalStore } from 'react'
import { Rows3, Rows4 } from 'lucide-react'
import { ICON_BUTTON, SMALL_ICON } from '../button.ts'
import { choiceOf, hearChoices, keepChoice } from '../../shell/choices.ts'

export function RowsSwitch() {
  const isCompact =
    useSyncExternalStore(
      hearChoices,
      () => choiceOf('rows'),
      () => undefined,
    ) === 'compact'
  return (
    <button
      type="button"
      aria-pressed={isCompact}
      aria-label="Compact rows"
      title="Compact rows"
      className={`max-md:hidden ${ICON_BUTTON}`}
      onClick={() => keepChoice('rows', isCompact ? 'roomy' : 'compact')}
    >
      {isCompact ? <Rows4 {...SMALL_ICON} /> : <Rows3 {...SMALL_ICON} />}
    </button>
  )
}
