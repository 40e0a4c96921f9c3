'use client'
/** The keys that work everywhere: the palette, going places, the search of a list, and what keys there are. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useGoing } from './going.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import type { PalettePlace } from './palette.tsx'

const Palette = lazy(() => import('./palette.tsx'))

const OPEN = 'rialto:palette'
/** After a G, so long for the letter. */
const LETTER_WITHIN_MS = 1_200

export function openPalette(): void {
  window.dispatchEvent(new Event(OPEN))
}

export function DeskKeys({ places }: { readonly places: readonly PalettePlace[] }) {
  const { go } = useGoing()
  const [open, setOpen] = useState<'palette' | 'keys'>()
  const goneAt = useRef(0)

  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
        event.preventDefault()
        setOpen('palette')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const isTyping =
        event.target instanceof Element &&
        event.target.closest(
          'input:not([type=checkbox]), select, textarea, dialog, [role=menu], [contenteditable=true]',
        )
      if (isTyping) return
      const wasG = Date.now() - goneAt.current < LETTER_WITHIN_MS
      goneAt.current = 0
      const key = event.key.toLowerCase()
      const place = wasG ? places.find(({ letter }) => letter === key) : undefined
      if (place) go(place.path)
      else if (key === 'g') goneAt.current = Date.now()
      else if (key === '?') setOpen('keys')
      else if (key === 'n') document.querySelector<HTMLElement>('[data-new]')?.click()
      else if (key === '/') {
        event.preventDefault()
        const field = document.querySelector<HTMLElement>('[data-search]')
        if (field) field.focus()
        else setOpen('palette')
      }
    }
    const show = () => setOpen('palette')
    document.addEventListener('keydown', hear)
    window.addEventListener(OPEN, show)
    return () => {
      document.removeEventListener('keydown', hear)
      window.removeEventListener(OPEN, show)
    }
  }, [go, places])

  const close = () => setOpen(undefined)
  return (
    <>
      {open === 'palette' && (
        <Suspense>
          <Palette places={places} onClose={close} />
        </Suspense>
      )}
      {open === 'keys' && <KeysDialog places={places} onClose={close} />}
    </>
  )
}
