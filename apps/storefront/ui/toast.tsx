'use client'
/**
 * Something that happened, told in passing, with a way to take it back for as long as it stands. Whoever has something
 * to tell says it on the window as `rialto:toast`, in place of what was said before.
 */
import { useEffect, useState } from 'react'

const STANDS_MS = 6_000
const TOAST = 'rialto:toast'

export type ToastSaid = {
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** Where toasts appear; one in a layout. */
export function Toasts() {
  const [said, setSaid] = useState<ToastSaid>()
  useEffect(() => {
    const listen = (event: Event) => setSaid((event as CustomEvent<ToastSaid>).detail)
    window.addEventListener(TOAST, listen)
    return () => window.removeEventListener(TOAST, listen)
  }, [])
  useEffect(() => {
    if (!said) return undefined
    const timer = setTimeout(() => setSaid(undefined), STANDS_MS)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-5 bottom-5 layer-toast flex justify-center"
    >
      {said && (
        <div className="pointer-events-auto flex items-center gap-4 rounded-pill bg-ink py-2 ps-6 pe-3 text-on-ink shadow-float">
          <span>{said.text}</span>
          {said.action && (
            <button
              type="button"
              className="min-h-11 rounded-pill px-3 font-semibold underline underline-offset-4"
              onClick={() => {
                said.action?.run()
                setSaid(undefined)
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
