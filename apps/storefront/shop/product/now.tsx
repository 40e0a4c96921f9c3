'use client'
/**
 * What is true just now: how many are left, and the days on which it would arrive. The page around it is kept for all;
 * until this has asked, and where it cannot, the page says what is true for longer.
 */
import { useEffect, useState, type ReactNode } from 'react'

export type Now = {
  readonly stock: { readonly text: string; readonly tone: 'good' | 'low' | 'out' }
  readonly delivery?: string
}

const TONES = { good: 'text-success', low: 'text-warning', out: 'text-danger' } as const

export function StockAndDelivery({
  ask,
  before,
  icons,
}: {
  /** The address of what is true now. */
  readonly ask: string
  readonly before: Now
  readonly icons: Readonly<Record<Now['stock']['tone'] | 'delivery', ReactNode>>
}) {
  const [known, setKnown] = useState<{ readonly ask: string; readonly now: Now }>()
  useEffect(() => {
    const leaving = new AbortController()
    void (async () => {
      try {
        const response = await fetch(ask, { signal: leaving.signal })
        if (response.ok) setKnown({ ask, now: (await response.json()) as Now })
      } catch {
        // What stands there already stays true.
      }
    })()
    return () => leaving.abort()
  }, [ask])
  const { stock, delivery } = known?.ask === ask ? known.now : before
  return (
    <>
      <p role="status" className={`flex gap-3 font-semibold ${TONES[stock.tone]}`}>
        {icons[stock.tone]}
        {stock.text}
      </p>
      {delivery !== undefined && (
        <p className="flex gap-3">
          {icons.delivery}
          <span className="min-w-0">{delivery}</span>
        </p>
      )}
    </>
  )
}
