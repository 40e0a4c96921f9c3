'use client'
/** How many pieces are in the cart: asked for by the browser, so that the page around it is the same for all. */
import { useEffect, useState } from 'react'
import { askWhoever } from '../layout/whoever.ts'
import { whenSeenAgain } from './seen-again.ts'
import { hear, tell } from './signals.ts'

/** As the page knows it, for whoever counts on. */
let known = 0

export function countNow(): number {
  return known
}

/** What became of the cart elsewhere, told where it is another count. */
export async function countAnew(): Promise<void> {
  const now = (await askWhoever({ anew: true }))?.itemCount
  if (now !== undefined && now !== known) tell('rialto:cart', now)
}

export function CartCount({ label }: { readonly label: string }) {
  const [count, setCount] = useState<number>()
  const [isChanged, setIsChanged] = useState(false)
  useEffect(() => {
    let isNewer = false
    const stop = hear('rialto:cart', (now) => {
      isNewer = true
      setIsChanged(true)
      known = now
      setCount(now)
    })
    void (async () => {
      const asked = (await askWhoever())?.itemCount
      if (asked === undefined || isNewer) return
      known = asked
      setCount(asked)
    })()
    const end = whenSeenAgain(countAnew)
    return () => {
      stop()
      end()
    }
  }, [])
  return (
    <>
      <span className="sr-only">{label}</span>
      <span
        key={isChanged ? count : 0}
        aria-live="polite"
        className={`min-w-[1ch] tabular-nums ${isChanged ? 'bump' : ''}`}
      >
        {count ?? ' '}
      </span>
    </>
  )
}
