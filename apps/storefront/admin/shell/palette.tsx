'use client'
/** Ctrl-K: every page, and orders, products and customers by what one knows of them. Fetched when it is first opened. */
import { Command } from 'cmdk'
import { useEffect, useRef, useState } from 'react'
import type { Found } from './find.ts'
import { useGoing } from './going.tsx'

export type PalettePlace = {
  readonly path: string
  readonly label: string
  readonly letter?: string | undefined
}

const TYPING_PAUSE_MS = 150
const NOTHING: readonly Found[] = []

export default function Palette({
  places,
  onClose,
}: {
  readonly places: readonly PalettePlace[]
  readonly onClose: () => void
}) {
  const { go } = useGoing()
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const { found, isLooking } = useFound(text.trim())
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
    // The dialog would rather have the list around it.
    dialog.current?.querySelector('input')?.focus()
  }, [])

  function open(href: string): void {
    dialog.current?.close()
    go(href)
  }
  const matching = places.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
  const groups = Map.groupBy(found, ({ kind }) => kind)
  return (
    <dialog
      ref={dialog}
      aria-label="Search"
      closedby="any"
      onClose={onClose}
      className="arriving layer-dialog mx-auto mt-[12dvh] w-[calc(100%-2rem)] max-w-[38rem] overflow-hidden rounded-sheet border border-hairline bg-raised p-0 shadow-float"
    >
      <Command label="Search" shouldFilter={false} loop>
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="An order’s number, a product, a customer’s mail address, a page"
          maxLength={200}
          className="h-13 w-full border-b border-hairline bg-transparent px-4 text-lead outline-none placeholder:text-muted"
        />
        <Command.List className="max-h-[50dvh] overflow-auto p-1.5">
          {!isLooking && (
            <Command.Empty className="px-3 py-6 text-note text-muted">
              Nothing is called “{text.trim()}”.
            </Command.Empty>
          )}
          {[...groups].map(([kind, items]) => (
            <Group key={kind} heading={kind}>
              {items.map(({ href, title, note }) => (
                <Item key={href} href={href} title={title} note={note} onOpen={open} />
              ))}
            </Group>
          ))}
          {matching.length > 0 && (
            <Group heading="Pages">
              {matching.map(({ path, label, letter }) => (
                <Item
                  key={path}
                  href={path}
                  title={label}
                  note={letter === undefined ? '' : `G ${letter.toUpperCase()}`}
                  onOpen={open}
                />
              ))}
            </Group>
          )}
        </Command.List>
      </Command>
      <p role="status" className="sr-only">
        {isLooking ? 'Looking' : text === '' ? '' : `${found.length + matching.length} found`}
      </p>
    </dialog>
  )
}

function Group({ heading, children }: { readonly heading: string; readonly children: React.ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  )
}

function Item({
  href,
  title,
  note,
  onOpen,
}: {
  readonly href: string
  readonly title: string
  readonly note: string
  readonly onOpen: (href: string) => void
}) {
  return (
    <Command.Item
      value={href}
      onSelect={() => onOpen(href)}
      className="flex min-h-9 items-center justify-between gap-4 rounded-control px-3 text-body pointer-coarse:min-h-11 data-[selected=true]:bg-surface"
    >
      <span className="truncate">{title}</span>
      <span className="shrink-0 text-small text-muted">{note}</span>
    </Command.Item>
  )
}

/** What the shop has under these words; what was found before stays until there is something new. */
function useFound(text: string): { readonly found: readonly Found[]; readonly isLooking: boolean } {
  const [answer, setAnswer] = useState<{ readonly of: string; readonly found: readonly Found[] }>()
  useEffect(() => {
    if (text === '') return undefined
    const leaving = new AbortController()
    const look = async () => {
      const found = await ask(text, leaving.signal).catch(() => NOTHING)
      if (!leaving.signal.aborted) setAnswer({ of: text, found })
    }
    const timer = setTimeout(() => void look(), TYPING_PAUSE_MS)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [text])
  return {
    found: text === '' ? NOTHING : (answer?.found ?? NOTHING),
    isLooking: text !== '' && answer?.of !== text,
  }
}

async function ask(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const response = await fetch(`/admin/find?${new URLSearchParams({ q: text }).toString()}`, { signal })
  return response.ok ? ((await response.json()) as readonly Found[]) : NOTHING
}
