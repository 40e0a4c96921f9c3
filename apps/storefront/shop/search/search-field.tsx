'use client'
/**
 * The field by which one searches, with what it puts forward below (WAI-ARIA practices, editable combobox with list
 * autocomplete). Without scripts it is the plain form that it stands in.
 */
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { forgetSearches, recentSearches, rememberSearch } from './recent.ts'
import type { Option, Suggested } from './suggested.ts'

/** Shorter than the pause between two words, longer than that between two letters. */
const PAUSE_MS = 120

export function SearchField({
  action,
  ask,
  initial,
  texts,
  icons,
  children,
}: {
  readonly action: string
  /** Where suggestions come from; what is typed is put behind it. */
  readonly ask: string
  /** What the page was searched for. */
  readonly initial: string
  readonly texts: {
    readonly label: string
    readonly placeholder: string
    /** In its place where a narrow header has no room for it. */
    readonly short: string
    readonly list: string
    readonly forget: string
  }
  readonly icons: Readonly<Record<Option['kind'], ReactNode>>
  /** The button. */
  readonly children: ReactNode
}) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(initial)
  const [isOpen, setOpen] = useState(false)
  const [found, setFound] = useState<Suggested>()
  const [recent, setRecent] = useState<readonly string[]>([])
  const [active, setActive] = useState(-1)
  const typed = text.trim()

  useEffect(() => {
    if (!isOpen || typed === '') return undefined
    const leaving = new AbortController()
    const take = async () => {
      const suggested = await suggest(`${ask}${encodeURIComponent(typed)}`, leaving.signal)
      if (!suggested) return
      setFound(suggested)
      setActive(-1)
    }
    const timer = setTimeout(() => void take(), PAUSE_MS)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [ask, typed, isOpen])

  const options: readonly Option[] =
    typed !== ''
      ? (found?.options ?? [])
      : recent.length === 0
        ? []
        : [
            ...recent.map((label) => ({
              kind: 'recent' as const,
              label,
              href: `${action}?q=${encodeURIComponent(label)}`,
            })),
            { kind: 'forget', label: texts.forget, href: '#' },
          ]
  const isShown = isOpen && options.length > 0

  function open() {
    // Something may have been typed before the scripts ran.
    setText(field.current?.value ?? '')
    setRecent(recentSearches())
    setOpen(true)
  }
  function close() {
    setOpen(false)
    setActive(-1)
  }
  function choose(event: MouseEvent, kind: Option['kind']) {
    if (kind === 'forget') {
      event.preventDefault()
      forgetSearches()
    }
    rememberSearch(typed)
    close()
  }
  function press(event: KeyboardEvent) {
    const { key } = event
    if (key === 'Escape' && isShown) {
      event.preventDefault()
      close()
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (!isShown) return open()
      // One place more than there are options: the field itself.
      const places = options.length + 1
      setActive(((active + 1 + (key === 'ArrowDown' ? 1 : -1) + places) % places) - 1)
    } else if (key === 'Enter' && isShown && active >= 0) {
      event.preventDefault()
      document.getElementById(`${id}-${active}`)?.click()
    }
    return undefined
  }

  return (
    <form action={action} onSubmit={() => rememberSearch(typed)} className="relative">
      <input
        ref={field}
        name="q"
        type="search"
        role="combobox"
        aria-label={texts.label}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
        maxLength={200}
        placeholder={texts.placeholder}
        autoComplete="off"
        enterKeyHint="search"
        defaultValue={initial}
        onChange={({ target }) => {
          setText(target.value)
          setOpen(true)
        }}
        onFocus={open}
        onBlur={close}
        onKeyDown={press}
        className="peer h-11 w-full rounded-pill border border-control bg-raised ps-4 pe-11 text-note placeholder:text-muted max-sm:not-focus:placeholder:text-transparent sm:ps-5 sm:pe-12 [&::-webkit-search-cancel-button]:hidden"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-4 end-11 hidden items-center overflow-hidden text-note text-muted max-sm:peer-[:placeholder-shown:not(:focus)]:flex"
      >
        {texts.short}
      </span>
      {children}
      <p role="status" className="sr-only">
        {isShown && typed !== '' ? found?.said : ''}
      </p>
      <div
        hidden={!isShown}
        className="absolute inset-x-0 top-full mt-2 max-h-[min(32rem,70dvh)] overflow-y-auto rounded-card bg-raised py-2 shadow-float md:min-w-[24rem]"
      >
        <div id={`${id}-list`} role="listbox" aria-label={texts.list}>
          {options.map(({ kind, label, href, note, picture }, place) => (
            <a
              key={`${kind} ${href}`}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === active}
              tabIndex={-1}
              href={href}
              // The focus stays in the field, or leaving it would close what is clicked.
              onMouseDown={(event) => event.preventDefault()}
              onClick={(event) => choose(event, kind)}
              className="flex min-h-11 items-center gap-3 px-5 py-2 text-note hover:bg-surface aria-selected:bg-surface"
            >
              <span className="grid w-8 shrink-0 place-items-center text-muted">
                {picture ? (
                  <img
                    src={picture}
                    alt=""
                    width={32}
                    height={40}
                    className="picture rounded-t-[16px] rounded-b-[4px]"
                  />
                ) : (
                  icons[kind]
                )}
              </span>
              <bdi className="min-w-0 break-words">{label}</bdi>
              {note !== undefined && <span className="ms-auto text-small text-muted">{note}</span>}
            </a>
          ))}
        </div>
      </div>
    </form>
  )
}

/** Undefined where nobody answers, or the next letter came first. */
async function suggest(url: string, signal: AbortSignal): Promise<Suggested | undefined> {
  try {
    const response = await fetch(url, { signal })
    return response.ok ? ((await response.json()) as Suggested) : undefined
  } catch {
    return undefined
  }
}
