'use client'
/**
 * What scripts add to a list: filters that take effect at once, rows that can be chosen and walked by keyboard, and what
 * can be done with many at a time. The rows themselves come from the server.
 */
import { useCallback, useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { useGoing } from '../../shell/going.tsx'
import { useRowClicks, useRowKeys } from './use-rows.ts'
import { BulkBar, type Bulk, type Chosen } from './bulk-bar.tsx'

export type { Bulk } from './bulk-bar.tsx'

/** Nobody sees bones of rows that are there sooner. */
const WAITING_AFTER_MS = 150
const TYPING_PAUSE_MS = 350

type ListFrameProps = {
  readonly label: string
  readonly view: string
  readonly total: number
  /** Whether there are more than `total` says. */
  readonly isMore: boolean
  readonly rowIds: readonly string[]
  readonly bulk: readonly Bulk[]
  readonly allIds?: (view: string) => Promise<readonly string[]>
  readonly tabs?: ReactNode
  /** Undefined where there is nothing to narrow by. */
  readonly bar: ReactNode | undefined
  readonly children: ReactNode
}

const NOBODY: Chosen = { ids: new Set(), isAllMatching: false }

export function ListFrame(props: ListFrameProps) {
  const { label, view, total, isMore, rowIds, bulk, allIds, tabs, bar, children } = props
  const { go, to } = useGoing()
  const frame = useRef<HTMLDivElement>(null)
  const lastPicked = useRef<string>(undefined)
  const isWaiting = useLate(to?.split('?')[0] === globalThis.location?.pathname, WAITING_AFTER_MS)
  const rows = rowIds.join(' ')
  const [chosen, setChosen] = useState<Chosen & { readonly of: string }>({ ...NOBODY, of: rows })
  const current: Chosen = chosen.of === rows ? chosen : NOBODY
  const choose = useCallback((next: Chosen) => setChosen({ ...next, of: rows }), [rows])

  useShownChoice(frame, current)
  useShownFilters(frame)
  useRowKeys(frame)
  useRowClicks(frame, go)
  const { ask, askSoon } = useFilters(go)

  function pick(event: FormEvent<HTMLDivElement>): void {
    const box = event.target
    if (!(box instanceof HTMLInputElement)) return
    if (box.dataset['pickAll'] !== undefined) {
      choose(box.checked ? { ids: new Set(rowIds), isAllMatching: false } : NOBODY)
      return
    }
    if (box.name !== 'id') return
    const ids = new Set(current.isAllMatching ? rowIds : current.ids)
    const isRange = (event.nativeEvent as Event & { shiftKey?: boolean }).shiftKey === true
    const from = isRange && lastPicked.current !== undefined ? rowIds.indexOf(lastPicked.current) : -1
    const until = rowIds.indexOf(box.value)
    const range = from < 0 ? [box.value] : rowIds.slice(Math.min(from, until), Math.max(from, until) + 1)
    for (const id of range) {
      if (box.checked) ids.add(id)
      else ids.delete(id)
    }
    lastPicked.current = box.value
    choose({ ids, isAllMatching: false })
  }

  return (
    <div
      ref={frame}
      data-waiting={isWaiting}
      aria-busy={isWaiting}
      className="overflow-clip rounded-card border border-hairline bg-raised"
    >
      {tabs}
      <div onInput={askSoon} onChange={ask} onSubmit={ask} hidden={current.ids.size > 0}>
        {bar}
      </div>
      {current.ids.size > 0 && (
        <BulkBar
          label={label}
          view={view}
          total={total}
          isMore={isMore}
          chosen={current}
          isWholePage={current.ids.size === rowIds.length && total > rowIds.length}
          bulk={bulk}
          onChoose={choose}
          onNobody={() => choose(NOBODY)}
          {...(allIds ? { allIds } : {})}
        />
      )}
      <div onInput={pick}>{children}</div>
    </div>
  )
}

/** Whether something has been so for a while. */
function useLate(isSo: boolean, afterMs: number): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isSo) return undefined
    const timer = setTimeout(() => setLate(true), afterMs)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [isSo, afterMs])
  return isSo && isLate
}

/** A new state of the list brings new values into the boxes, but not into the one that somebody types in. */
function useShownFilters(frame: { readonly current: HTMLDivElement | null }): void {
  useEffect(() => {
    for (const box of frame.current?.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-value]') ??
      [])
      if (box !== document.activeElement) box.value = box.dataset['value'] ?? ''
  })
}

/** The boxes are the server's; which of them are ticked is not. */
function useShownChoice(frame: { readonly current: HTMLDivElement | null }, chosen: Chosen): void {
  useEffect(() => {
    const boxes = [...(frame.current?.querySelectorAll<HTMLInputElement>('input[name="id"]') ?? [])]
    for (const box of boxes) box.checked = chosen.isAllMatching || chosen.ids.has(box.value)
    const all = frame.current?.querySelector<HTMLInputElement>('input[data-pick-all]')
    if (!all) return
    const count = boxes.filter((box) => box.checked).length
    all.checked = count > 0 && count === boxes.length
    all.indeterminate = count > 0 && count < boxes.length
  })
}

/** The form of filters asks by itself: at once for a choice, after a pause in typing. */
function useFilters(go: (href: string) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  function send(form: HTMLFormElement | null): void {
    clearTimeout(timer.current)
    if (!form) return
    const state = new URLSearchParams()
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && value.trim() !== '') state.set(name, value.trim())
    const path = new URL(form.action).pathname
    go(state.size > 0 ? `${path}?${state.toString()}` : path)
  }
  return {
    ask: (event: FormEvent<HTMLDivElement>) => {
      const { target } = event
      if (event.type === 'submit') {
        event.preventDefault()
        send(target as HTMLFormElement)
      } else if (target instanceof HTMLSelectElement) send(target.form)
    },
    askSoon: ({ target }: FormEvent<HTMLDivElement>) => {
      if (!(target instanceof HTMLInputElement)) return
      clearTimeout(timer.current)
      timer.current = setTimeout(() => send(target.form), TYPING_PAUSE_MS)
    },
  }
}
