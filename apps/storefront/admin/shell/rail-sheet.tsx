'use client'
/** The rail on a phone: behind a button. */
import { Menu as Lines } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { Sheet } from '../../ui/sheet.tsx'
import { ICON, ICON_BUTTON } from '../ui/button.ts'

export function RailSheet({ children }: { readonly children: ReactNode }) {
  const path = usePathname()
  // A link that was followed has done its work: the sheet is open where it was opened, and nowhere else.
  const [openAt, setOpenAt] = useState<string>()
  const isOpen = openAt === path
  return (
    <>
      <button
        type="button"
        aria-label="Navigation"
        aria-expanded={isOpen}
        className={`md:hidden ${ICON_BUTTON}`}
        onClick={() => setOpenAt(path)}
      >
        <Lines {...ICON} />
      </button>
      <Sheet
        open={isOpen}
        onClose={() => setOpenAt(undefined)}
        title="Rialto"
        closeLabel="Close"
        side="start"
      >
        {children}
      </Sheet>
    </>
  )
}
