'use client'
/**
 * A panel over the page: from the side on a wide screen, from below on a phone where it is asked to. The browser's own
 * dialog keeps the focus inside, closes on Escape and lies above everything.
 */
import { X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'

const SIDES = {
  end: 'ms-auto h-dvh max-h-dvh w-full max-w-[26rem] rounded-s-[20px]',
  start: 'me-auto h-dvh max-h-dvh w-full max-w-[22rem] rounded-e-[20px]',
  bottom: 'mt-auto max-h-[85dvh] w-full max-w-none rounded-t-[20px]',
  middle: 'm-auto max-h-[90dvh] w-full max-w-[34rem] rounded-[20px]',
} as const

export function Sheet({
  open,
  onClose,
  title,
  closeLabel,
  side = 'end',
  children,
}: {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly closeLabel: string
  readonly side?: keyof typeof SIDES
  readonly children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (open && !element?.open) element?.showModal()
    if (!open && element?.open) element.close()
  }, [open])
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      closedby="any"
      className={`sheet layer-dialog border-0 bg-page p-0 shadow-float ${SIDES[side]}`}
    >
      {open && (
        <div className="flex max-h-[inherit] min-h-full flex-col">
          <div className="flex items-center justify-between gap-4 px-5 py-3">
            <h2 className="text-title">{title}</h2>
            <button
              type="button"
              onClick={onClose}
              aria-label={closeLabel}
              className="-me-2 grid size-11 place-items-center rounded-pill hover:bg-surface"
            >
              <X aria-hidden size={20} strokeWidth={1.75} />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  )
}
