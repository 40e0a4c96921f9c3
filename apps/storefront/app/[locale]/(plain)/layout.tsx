import type { ReactNode } from 'react'
import { here } from '../../../page/here.ts'
import { words } from '../../../words/words.ts'

/** A page that asks nobody anything: it is there when nothing else is. */
export default function PlainLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="measure flex h-16 items-center">
        <a
          href={here('/')}
          aria-label={words('layout')('home')}
          className="inline-flex min-h-11 items-center font-display text-title font-bold tracking-tight"
        >
          Rialto
        </a>
      </header>
      <main className="flex-1">{children}</main>
      <div aria-hidden className="terrazzo h-14 bg-surface" />
    </div>
  )
}
