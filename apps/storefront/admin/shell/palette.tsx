'use client'
/** Ctrl-K: every page, and orders, products and customers by what one knows of them. Fetched when it is first opened. */
import { Command } from 'cmdk'
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { Found } from './find.ts'
import { chosenTheme, keepTheme } from './choices.ts'
import { useGoing } from './going.tsx'
import { signOut } from './sign-out.ts'

export type PalettePlace = {
  readonly path: string
  readonly label: string
  readonly letter?: string | undefined
  /** Something to begin, and not a page to look at. */
  readonly isAct?: boolean
}

const TYPING_PAUSE_MS = 150
const NOTHING: readonly Found[] = []

export type PaletteProps = {
  readonly places: readonly PalettePlace[]
  /** Some of it may have been typed before this was there. */
  readonly text: string
  readonly onText: (text: string) => void
  readonly onShown: () => void
  readonly onClose: () => void
}

export function Palette({ places, text, onText, onShown, onClose }: PaletteProps) {
  const { go } = useGoing()
  const dialog = useRef<HTMLDialogElement>(null)
  const { found, isLooking } = useFound(text.trim())
  const shown = useEffectEvent(onShown)
  // Before the next key is heard.
  useLayoutEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
    // The dialog would rather have the list around it.
    dialog.current?.querySelector('input')?.focus()
    shown()
  }, [])

  function open(href: string): void {
    dialog.current?.close()
    go(href)
  }
  // Whoever types a number and Enter in one go means what is found, not what stood there before.
  const isOpening = useRef(false)
  const firstHref = found[0]?.href
  useEffect(() => {
    if (isLooking || !isOpening.current) return
    isOpening.current = false
    if (firstHref !== undefined) {
      dialog.current?.close()
      go(firstHref)
    }
  }, [isLooking, firstHref, go])

  const isMeant = (label: string) => label.toLowerCase().includes(text.trim().toLowerCase())
  const pages = places.filter(({ label, isAct }) => !isAct && isMeant(label))
  const acts = [
    ...places.flatMap(({ path, label, isAct }) => (isAct ? [{ label, run: () => go(path) }] : [])),
    ...ownActs(),
  ].filter(({ label }) => isMeant(label))
  const groups = Map.groupBy(found, ({ kind }) => kind)
  return (
    <dialog
      ref={dialog}
      aria-label="Search"
      closedby="any"
      onClose={onClose}
      className="arriving layer-dialog mx-auto mt-[12dvh] w-[calc(100%-2rem)] max-w-[38rem] overflow-hidden rounded-sheet border border-hairline bg-raised p-0 shadow-float"
    >
      <Command
        label="Search"
        shouldFilter={false}
        loop
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !isLooking) return
          event.preventDefault()
          isOpening.current = true
        }}
      >
        <Command.Input
          value={text}
          onValueChange={onText}
          placeholder="An order’s number, a product, a customer’s mail address, a page"
          maxLength={200}
          className="h-13 w-full border-b border-hairline bg-transparent px-4 text-lead outline-none placeholder:text-muted"
        />
        {found.length + pages.length + acts.length === 0 && (
          <p className="px-4 py-6 text-note text-muted">
            {isLooking ? 'Looking…' : `Nothing is called “${text.trim()}”.`}
          </p>
        )}
        <Command.List
          hidden={found.length + pages.length + acts.length === 0}
          className="max-h-[50dvh] overflow-auto p-1.5"
        >
          {[...groups].map(([kind, items]) => (
            <Group key={kind} heading={kind}>
              {items.map(({ href, title, note }) => (
                <Item key={href} value={href} title={title} note={note} onSelect={() => open(href)} />
              ))}
            </Group>
          ))}
          {pages.length > 0 && (
            <Group heading="Pages">
              {pages.map(({ path, label, letter }) => (
                <Item
                  key={path}
                  value={path}
                  title={label}
                  note={letter === undefined ? '' : `G ${letter.toUpperCase()}`}
                  onSelect={() => open(path)}
                />
              ))}
            </Group>
          )}
          {acts.length > 0 && (
            <Group heading="Actions">
              {acts.map(({ label, run }) => (
                <Item
                  key={label}
                  value={label}
                  title={label}
                  note=""
                  onSelect={() => {
                    dialog.current?.close()
                    run()
                  }}
                />
              ))}
            </Group>
          )}
        </Command.List>
      </Command>
      <p role="status" className="sr-only">
        {isLooking ? 'Looking' : text === '' ? '' : `${found.length + pages.length + acts.length} found`}
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
  value,
  title,
  note,
  onSelect,
}: {
  readonly value: string
  readonly title: string
  readonly note: string
  readonly onSelect: () => void
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 items-center justify-between gap-4 rounded-control px-3 text-body pointer-coarse:min-h-11 data-[selected=true]:bg-surface"
    >
      <span className="truncate">{title}</span>
      <span className="shrink-0 text-small text-muted">{note}</span>
    </Command.Item>
  )
}

/** What one can do from anywhere. */
function ownActs(): readonly { readonly label: string; readonly run: () => void }[] {
  const isDark = document.documentElement.dataset['theme'] === 'dark'
  return [
    { label: isDark ? 'Light theme' : 'Dark theme', run: () => keepTheme(isDark ? 'light' : 'dark') },
    ...(chosenTheme() === 'system' ? [] : [{ label: 'Theme as the device', run: () => keepTheme('system') }]),
    { label: 'Sign out', run: () => void signOut() },
  ]
}

/** What the shop has under these words; nothing while it is not known. */
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
  const isLooking = text !== '' && answer?.of !== text
  return { found: isLooking ? NOTHING : text === '' ? NOTHING : (answer?.found ?? NOTHING), isLooking }
}

async function ask(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const response = await fetch(`/admin/find?${new URLSearchParams({ q: text }).toString()}`, { signal })
  return response.ok ? ((await response.json()) as readonly Found[]) : NOTHING
}
