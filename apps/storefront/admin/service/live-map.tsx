'use client'
/** The services as they are just now: told every two seconds, as a drawing and as a table that says the same. */
import { Pause, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { buttonStyle, SMALL_ICON } from '../ui/button.ts'
import { Drawing } from './drawing.tsx'
import { stateOf, type Reading } from './map.ts'
import { ServiceTable } from './service-table.tsx'

/** What is told every two seconds is missed after three times as long. */
const SILENCE_MS_MAX = 6_000
/** A refused stream does not come back by itself. */
const AGAIN_AFTER_MS = 2_000

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

/** Nobody is told while the page is not looked at; who comes back to it sees at once how it is now. */
function useReading(first: Reading | undefined, isPaused: boolean): Heard {
  const [heard, setHeard] = useState<Heard>({ reading: first, isAway: first === undefined })
  useEffect(() => {
    if (isPaused) return undefined
    let source: EventSource | undefined
    let silence: ReturnType<typeof setTimeout> | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    const miss = () => setHeard((before) => ({ ...before, isAway: true }))
    const expect = () => {
      clearTimeout(silence)
      silence = setTimeout(miss, SILENCE_MS_MAX)
    }
    const close = () => {
      source?.close()
      source = undefined
      clearTimeout(silence)
      clearTimeout(again)
    }
    const listen = () => {
      close()
      if (document.hidden) return
      expect()
      source = new EventSource('/admin/services/live')
      source.addEventListener('reading', ({ data }: MessageEvent<string>) => {
        expect()
        setHeard({ reading: JSON.parse(data) as Reading, isAway: false })
      })
      source.addEventListener('away', () => {
        expect()
        miss()
      })
      source.addEventListener('error', () => {
        if (source?.readyState !== EventSource.CLOSED) return
        miss()
        again = setTimeout(listen, AGAIN_AFTER_MS)
      })
    }
    listen()
    document.addEventListener('visibilitychange', listen)
    return () => {
      document.removeEventListener('visibilitychange', listen)
      close()
    }
  }, [isPaused])
  return heard
}
