'use client'
/**
 * What stands where a page could not be made: what happened, what is safe, what to do, and a name for those who look
 * into it. Its words come with every page, since nothing can be asked for when it is needed.
 */
import { createContext, useContext, useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import { THEME_COOKIE } from '../session/names.ts'
import { buttonStyle } from './button.tsx'

export type FailureTexts = {
  readonly title: string
  readonly text: string
  readonly safe: string
  readonly action: string
  /** With an ellipsis where the name of the failure stands. */
  readonly code: string
}

const Texts = createContext<FailureTexts | undefined>(undefined)

export function FailureWords({
  texts,
  children,
}: {
  readonly texts: FailureTexts
  readonly children: ReactNode
}) {
  return <Texts value={texts}>{children}</Texts>
}

export function Failure({
  code,
  texts,
}: {
  readonly code: string | undefined
  readonly texts?: FailureTexts
}) {
  const given = useContext(Texts)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(showTheme, [])
  useEffect(() => heading.current?.focus(), [])
  const said = texts ?? given
  if (!said) return null
  return (
    <main className="measure py-18">
      <div aria-hidden className="arch terrazzo h-48 w-36 bg-surface" />
      <h1 ref={heading} tabIndex={-1} className="mt-8 text-display outline-none">
        {said.title}
      </h1>
      <p className="mt-3 max-w-[50ch] text-lead text-muted">{said.text}</p>
      <p className="mt-3 max-w-[60ch] text-muted">{said.safe}</p>
      <button type="button" onClick={() => location.reload()} className={buttonStyle('action', 'mt-8')}>
        {said.action}
      </button>
      {code !== undefined && <p className="mt-8 text-small text-muted">{said.code.replace('…', code)}</p>}
    </main>
  )
}

/** The browser makes this page itself, and runs no script of it: also not the one that says the theme. */
function showTheme(): void {
  const { dataset } = document.documentElement
  const chosen = new RegExp(`(?:^|; )${THEME_COOKIE}=(light|dark)`).exec(document.cookie)?.[1]
  dataset['theme'] ??= chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
}
