'use client'
/**
 * Something that happened, told in passing, with a way to take it back for as long as it stands. Whoever has something
 * to tell says it by `toast`, in place of what was said before.
 */
import { useEffect, useRef, useState } from 'react'

const STANDS_MS = 6_000
const TOAST = 'rialto:toast'

export type ToastSaid = {
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** Tells it, in place of what was told before. */
export function toast(said: ToastSaid | undefined): void {
  document.dispatchEvent(new CustomEvent(TOAST, { detail: said, bubbles: true }))
}

/**
 * Where toasts appear: one in a layout, and one in a dialog that lies over everything else. While that is there it
 * takes all; what still stands when it goes is told anew.
 */
export function Toasts({ isWithin = false }: { readonly isWithin?: boolean }) {
  const [said, setSaid] = useState<ToastSaid>()
  const standing = useRef<ToastSaid>(undefined)
  useEffect(() => {
    standing.current = said
  }, [said])
  useEffect(() => {
    const listen = (event: Event) => {
      if (isWithin) event.stopPropagation()
      setSaid((event as CustomEvent<ToastSaid | undefined>).detail)
    }
    window.addEventListener(TOAST, listen, { capture: isWithin })
    return () => {
      window.removeEventListener(TOAST, listen, { capture: isWithin })
      if (isWithin && standing.current) toast(standing.current)
    }
  }, [isWithin])
  useEffect(() => {
    if (!said) return undefined
    const timer = setTimeout(() => setSaid(undefined), STANDS_MS)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <div
      role="status"
      className={
        isWithin
          ? 'px-5 empty:hidden'
          : 'print:hidden pointer-events-none fixed inset-x-5 bottom-5 layer-toast flex justify-center'
      }
    >
      {said && (
        <div
          className={`pointer-events-auto flex items-center justify-between gap-4 rounded-sheet bg-ink py-2 ps-6 pe-3 text-on-ink ${isWithin ? 'mb-3' : 'shadow-float'}`}
        >
          <span>{said.text}</span>
          {said.action && (
            <button
              type="button"
              className="min-h-11 rounded-pill px-3 font-semibold underline underline-offset-4"
              onClick={() => {
                said.action?.run()
                toast(undefined)
              }}
            >
              {said.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
