'use client'
import { buttonStyle } from '../../ui/button.tsx'

/** Asks for the page again that could not be reached; for the home page where this one was gone to by itself. */
export function Retry({
  text,
  path,
  home,
}: {
  readonly text: string
  /** Of the page that this stands on. */
  readonly path: string
  readonly home: string
}) {
  return (
    <a
      href={home}
      onClick={(event) => {
        if (location.pathname === path) return
        event.preventDefault()
        location.reload()
      }}
      className={buttonStyle('action', 'mt-8')}
    >
      {text}
    </a>
  )
}
