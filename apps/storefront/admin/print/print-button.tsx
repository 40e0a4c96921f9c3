'use client'
import { Printer } from 'lucide-react'
import { buttonStyle, SMALL_ICON } from '../ui/button.ts'

export function PrintButton() {
  return (
    <button type="button" className={buttonStyle('action', 'no-print')} onClick={() => window.print()}>
      <Printer {...SMALL_ICON} />
      Print
    </button>
  )
}
