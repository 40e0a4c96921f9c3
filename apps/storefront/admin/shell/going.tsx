'use client'
/**
 * Going from page to page without loading all of it again. Links are plain links everywhere: this hears the clicks on
 * those that stay in the admin, and what has not been saved is asked about first.
 */
import { useRouter } from 'next/navigation'
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
  type ReactNode,
} from 'react'

const WITHIN = /^\/admin(?:[/?]|$)/
/** Pages of their own: to print, to download, or outside of the desk. */
const APART = /^\/admin\/(?:sign-in|print)/

type Going = {
  readonly go: (href: string) => void
  /** Where to, for as long as it takes. */
  readonly to: string | undefined
  /** Asked before somebody leaves; gives back how to take the question away. */
  readonly guard: (mayLeave: () => boolean) => () => void
}

const GoingContext = createContext<Going | undefined>(undefined)

export function useGoing(): Going {
  const going = useContext(GoingContext)
  if (!going) throw new Error('this is used outside of the desk')
  return going
}

export function GoingArea({ children }: { readonly children: ReactNode }) {
  const router = useRouter()
  const [isGoing, start] = useTransition()
  const [target, setTarget] = useState<string>()
  const guards = useRef(new Set<() => boolean>())

  const go = useCallback(
    (href: string) => {
      for (const mayLeave of guards.current) if (!mayLeave()) return
      setTarget(href)
      start(() => router.push(href))
    },
    [router],
  )
  const guard = useCallback((mayLeave: () => boolean) => {
    guards.current.add(mayLeave)
    return () => void guards.current.delete(mayLeave)
  }, [])

  useEffect(() => {
    const hear = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link || link.target !== '' || link.hasAttribute('download')) return
      const href = link.getAttribute('href') ?? ''
      if (!WITHIN.test(href) || APART.test(href)) return
      event.preventDefault()
      go(href)
    }
    document.addEventListener('click', hear)
    return () => document.removeEventListener('click', hear)
  }, [go])

  const to = isGoing ? target : undefined
  const going = useMemo(() => ({ go, to, guard }), [go, to, guard])
  return (
    <GoingContext value={going}>
      <div aria-hidden className="fixed inset-x-0 top-0 layer-toast h-0.5 no-print">
        {isGoing && <div className="progress h-full bg-action" />}
      </div>
      {children}
    </GoingContext>
  )
}
