'use client'
/**
 * Follows what is chosen inside without leaving the place on the page: links that are marked `data-in-place`
 * (`replace` for those that are no step of their own on the way back), and forms of which a field changes. Without scripts the same links and forms load the page anew.
 */
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition, type ReactNode } from 'react'

const IN_PLACE = 'a[data-in-place]'

export function InPlace({
  url,
  children,
  className = '',
}: {
  /** Of the page as it is shown: when it changes, what was chosen has arrived. */
  readonly url: string
  readonly children: ReactNode
  readonly className?: string
}) {
  const router = useRouter()
  const box = useRef<HTMLDivElement>(null)
  const [isWaiting, startWaiting] = useTransition()
  const shown = useRef(url)

  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const go = (to: string, how: 'push' | 'replace' = 'push') =>
      startWaiting(() => router[how](to, { scroll: false }))
    const send = (form: HTMLFormElement) => go(addressOf(form))

    const click = (event: MouseEvent) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>(IN_PLACE)
      const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      if (!link || event.defaultPrevented || !isPlain) return
      event.preventDefault()
      go(link.pathname + link.search, link.dataset['inPlace'] === 'replace' ? 'replace' : 'push')
    }
    const change = ({ target }: Event) => {
      const { form } = target as HTMLInputElement
      if (form?.method === 'get') send(form)
    }
    const submit = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement
      if (form.method !== 'get') return
      event.preventDefault()
      send(form)
    }
    element.addEventListener('click', click)
    element.addEventListener('change', change)
    element.addEventListener('submit', submit)
    return () => {
      element.removeEventListener('click', click)
      element.removeEventListener('change', change)
      element.removeEventListener('submit', submit)
    }
  }, [router])

  useEffect(() => {
    if (isWaiting || !box.current) return
    for (const form of box.current.querySelectorAll('form')) asTold(form)
    if (shown.current === url) return
    shown.current = url
    // What had the focus is gone, as a filter that was taken away.
    if (document.activeElement === document.body)
      box.current.querySelector<HTMLElement>('[data-landing]')?.focus({ preventScroll: true })
  }, [url, isWaiting])

  return (
    <div ref={box} data-waiting={isWaiting || undefined} className={`group/place ${className}`}>
      {children}
    </div>
  )
}

/** Where the browser itself would go, without the fields that are empty. */
function addressOf(form: HTMLFormElement): string {
  const search = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value !== '') search.append(name, value)
  return `${new URL(form.action).pathname}?${search.toString()}`
}

/** The fields as the page says them: after going back they may be as they were chosen then. */
function asTold(form: HTMLFormElement): void {
  for (const field of form.elements) {
    if (field instanceof HTMLSelectElement) field.value = field.dataset['value'] ?? field.value
    else if (field instanceof HTMLInputElement && field.type === 'checkbox')
      field.checked = field.defaultChecked
    else if (field instanceof HTMLInputElement && field !== document.activeElement)
      field.value = field.defaultValue
  }
}
