'use client'
import { PanelLeft } from 'lucide-react'
import { ICON, ICON_BUTTON } from '../ui/button.ts'
import { keepChoice } from './choices.ts'

/** Makes the rail narrow or wide. */
export function RailSwitch() {
  return (
    <button
      type="button"
      aria-label="Narrow or wide navigation"
      title="Narrow or wide navigation"
      className={`max-md:hidden ${ICON_BUTTON}`}
      onClick={() =>
        keepChoice('rail', document.documentElement.dataset['rail'] === 'closed' ? 'open' : 'closed')
      }
    >
      <PanelLeft {...ICON} />
    </button>
  )
}
