'use client'
/** The services as they are just now: asked every two seconds, as a drawing and as a table that says the same. */
import { Pause, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { buttonStyle, SMALL_ICON } from '../ui/button.ts'
import { Drawing } from './drawing.tsx'
import { stateOf, type Reading } from './map.ts'
import { ServiceTable } from './service-table.tsx'

/**
 * Asked, not streamed: each answer is a look at every service and every database, which nobody should take for
 * a page that lies in the background, and a question finds its way again by itself after a start of the shop.
 */
const ASKED_EVERY_MS = 2_000

type Heard = { readonly reading: Reading | undefined; readonly isAway: boolean }

export function LiveMap({ first }: { readonly first: Reading | undefined }) {
  const [isPaused, setPaused] = useState(false)
  const { reading, isAway } = useReading(first, isPaused)
  const items = reading?.items ?? []
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <p role="status" className="text-muted">
          {isAway ? 'The shop does not answer. What stands below is from before.' : saidOf(items)}
        </p>
        <button
          type="button"
          className={buttonStyle('plain', 'ms-auto')}
          onClick={() => setPaused(!isPaused)}
        >
          {isPaused ? <Play {...SMALL_ICON} /> : <Pause {...SMALL_ICON} />}
          {isPaused ? 'Go on' : 'Pause'}
        </button>
      </div>
      {items.length > 0 && (
        <>
          {/* Where it does not fit, the table says the same in words, and nothing has to be pushed about. */}
          <div className="@container">
            <div className="hidden rounded-card border border-hairline bg-raised p-4 @[53rem]:block">
              <Drawing items={items} isAway={isAway} />
            </div>
          </div>
          <ServiceTable items={items} />
        </>
      )}
    </>
  )
}

function saidOf(items: Reading['items']): string {
  const said = (state: 'away' | 'strained', word: string) => {
    const names = items.filter((item) => stateOf(item) === state).map(({ name }) => name)
    return names.length === 0 ? [] : [`${new Intl.ListFormat('en').format(names)}: ${word}.`]
  }
  const unwell = [...said('away', 'away'), ...said('strained', 'strained')]
  return unwell.length === 0 ? `All ${items.length} services are well.` : unwell.join(' ')
}

/** Nobody is asked while the page is not looked at; who comes back to it sees at once how it is now. */
function useReading(first: Reading | undefined, isPaused: boolean): Heard {
  const [heard, setHeard] = useState<Heard>({ reading: first, isAway: first === undefined })
  useEffect(() => {
    if (isPaused) return undefined
    const leaving = new AbortController()
    let isAsking = false
    const ask = async () => {
      // One that is slow is waited for: asking it again would make it slower.
      if (document.hidden || isAsking) return
      isAsking = true
      const answer = await fetch('/admin/services/state', { signal: leaving.signal }).catch(() => undefined)
      const reading = answer?.ok ? ((await answer.json().catch(() => undefined)) as Reading) : undefined
      isAsking = false
      if (leaving.signal.aborted) return
      setHeard((before) => (reading ? { reading, isAway: false } : { ...before, isAway: true }))
    }
    const timer = setInterval(() => void ask(), ASKED_EVERY_MS)
    const lookNow = () => void ask()
    document.addEventListener('visibilitychange', lookNow)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookNow)
      leaving.abort()
    }
  }, [isPaused])
  return heard
}
