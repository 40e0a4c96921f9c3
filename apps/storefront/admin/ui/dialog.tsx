'use client'
/** A question over the page. The browser's own dialog keeps the focus inside and closes on Escape. */
import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { ICON, ICON_BUTTON } from './button.ts'

export function Dialog({
  title,
  isWide = false,
  isHeld = false,
  onClose,
  children,
}: {
  readonly title: string
  readonly isWide?: boolean
  /** A slip of the mouse does not close it: somebody may have typed. */
  readonly isHeld?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    // Twice under strict mode.
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      closedby={isHeld ? 'closerequest' : 'any'}
      onClose={onClose}
      className={`arriving layer-dialog m-auto text-start text-body whitespace-normal max-h-[90dvh] w-[calc(100%-2rem)] overflow-auto rounded-sheet border border-hairline bg-raised p-5 shadow-float ${isWide ? 'max-w-[44rem]' : 'max-w-[28rem]'}`}
    >
      <div className="mb-3 flex items-start justify-between gap-4">
        <h2 id={id} className="text-lead font-semibold">
          {title}
        </h2>
        <button
          type="button"
          aria-label="Close"
          className={`-me-2 -mt-1 ${ICON_BUTTON}`}
          onClick={() => dialog.current?.close()}
        >
          <X {...ICON} />
        </button>
      </div>
      {children}
    </dialog>
  )
}
