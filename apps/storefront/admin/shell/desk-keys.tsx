'use client'
/** The keys that work everywhere: the palette, going places, the search of a list, and what keys there are. */
import { useEffect, useRef, useState, type ComponentType } from 'react'
import { useGoing } from './going.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import type { PalettePlace, PaletteProps } from './palette.tsx'

const OPEN = 'rialto:palette'
/** After a G, so long for the letter. */
const LETTER_WITHIN_MS = 1_200

export function openPalette(): void {
  window.dispatchEvent(new Event(OPEN))
}

export function DeskKeys({ places }: { readonly places: readonly PalettePlace[] }) {
  const { go } = useGoing()
  const [open, setOpen] = useState<'palette' | 'keys'>()
  const [Palette, setPalette] = useState<ComponentType<PaletteProps>>()
  /** When G was last pressed by itself. */
  const pressedG = useRef(0)
  const [text, setText] = useState('')
  /** Whether the palette was asked for and is not there yet: until it hears by itself, keys are written down here. */
  const isAwaited = useRef(false)

  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
        event.preventDefault()
        show()
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (isAwaited.current) {
        event.preventDefault()
        if (event.key === 'Escape') close()
        else setText((before) => withKey(before, event.key))
        return
      }
      if (takesKeys(event.target)) return
      const wasG = Date.now() - pressedG.current < LETTER_WITHIN_MS
      pressedG.current = 0
      const key = event.key.toLowerCase()
      const place = wasG ? places.find(({ letter }) => letter === key) : undefined
      if (place) go(place.path)
      else if (key === 'g') pressedG.current = Date.now()
      else if (key === '?') setOpen('keys')
      else if (key === 'n') document.querySelector<HTMLElement>('[data-new]')?.click()
      else if (key === '/') {
        event.preventDefault()
        const field = document.querySelector<HTMLElement>('[data-search]')
        if (field) field.focus()
        else show()
      }
    }
    const show = () => {
      if (document.querySelector('dialog[open]')) return
      isAwaited.current = true
      setText('')
      setOpen('palette')
      fetchPalette().then((fetched) => setPalette(() => fetched), close)
    }
    const close = () => {
      isAwaited.current = false
      setOpen(undefined)
    }
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
      {open === 'palette' && Palette && (
        <Palette
          places={places}
          text={text}
          onText={setText}
          onShown={() => {
            isAwaited.current = false
          }}
          onClose={close}
        />
      )}
      {open === 'keys' && <KeysDialog places={places} onClose={close} />}
    </>
  )
}

const TAKING_KEYS =
  'input:not([type=checkbox]), select, textarea, dialog, [role=menu], [contenteditable=true]'

/** Whether somebody types there, or chooses: what is pressed is not for us. */
function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TAKING_KEYS) !== null
}

/** Once; without Suspense, which would hold it back for a third of a second. */
async function fetchPalette(): Promise<ComponentType<PaletteProps>> {
  return (await import('./palette.tsx')).Palette
}

function withKey(text: string, key: string): string {
  if (key === 'Backspace') return text.slice(0, -1)
  return key.length === 1 ? text + key : text
}
