'use client'
/** The way to the account, which says whether one is signed in; what is for guests alone goes once one is. */
import { User, UserCheck } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { tell } from '../cart/signals.ts'
import { askWhoever } from './whoever.ts'

const ICON = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const

export function AccountLink({
  href,
  texts,
}: {
  readonly href: string
  readonly texts: { readonly account: string; readonly signIn: string }
}) {
  const [isIn, setIn] = useState<boolean>()
  const path = usePathname()
  const asked = useRef<string>(undefined)
  useEffect(() => {
    // Signing in and out leads elsewhere without loading a page.
    const anew = asked.current !== undefined && asked.current !== path
    asked.current = path
    void (async () => {
      const who = await askWhoever({ anew })
      if (!who) return
      setIn(who.signedIn)
      document.documentElement.dataset['signed'] = who.signedIn ? 'in' : 'out'
      if (anew) tell('rialto:cart', who.itemCount)
    })()
  }, [path])
  return (
    <a
      href={href}
      className="hidden h-11 w-11 items-center justify-center gap-2 rounded-pill hover:bg-surface sm:inline-flex lg:w-32"
    >
      {isIn === true ? <UserCheck {...ICON} /> : <User {...ICON} />}
      <span className="truncate text-note max-lg:sr-only">
        {isIn === false ? texts.signIn : texts.account}
      </span>
    </a>
  )
}
