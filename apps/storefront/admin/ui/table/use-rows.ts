/** Walking and opening the rows of a list, which come from the server as they are. */
import { useEffect } from 'react'

type Frame = { readonly current: HTMLDivElement | null }

/** A click anywhere in a row opens it, as its link does. */
export function useRowClicks(frame: Frame, go: (href: string) => void): void {
  useEffect(() => {
    const openRow = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || event.defaultPrevented) return
      if (event.target.closest('a, button, input, label, select, summary')) return
      const href = event.target.closest('tr')?.dataset['href']
      // Whoever marks text means to copy it.
      if (href === undefined || getSelection()?.isCollapsed === false) return
      if (event.metaKey || event.ctrlKey) window.open(href, '_blank')
      else go(href)
    }
    const rows = frame.current
    rows?.addEventListener('click', openRow)
    return () => rows?.removeEventListener('click', openRow)
  }, [frame, go])
}

/** J and K walk the rows, X chooses one; Enter opens it, since its link has the focus. */
export function useRowKeys(frame: Frame): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element &&
        event.target.closest('input:not([type=checkbox]), select, textarea, dialog, [role=menu]')
      if (isTyping || event.metaKey || event.ctrlKey || event.altKey) return
      const key = event.key.toLowerCase()
      if (key !== 'j' && key !== 'k' && key !== 'x') return
      const rows = [...(frame.current?.querySelectorAll<HTMLElement>('tbody tr') ?? [])]
      const at = rows.findIndex((row) => row.contains(document.activeElement))
      if (key === 'x') {
        rows[at]?.querySelector<HTMLInputElement>('input[name="id"]')?.click()
        return
      }
      const next = rows[key === 'j' ? at + 1 : Math.max(at - 1, 0)]
      const link = next?.querySelector<HTMLElement>('[data-row]')
      link?.focus()
      link?.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [frame])
}
