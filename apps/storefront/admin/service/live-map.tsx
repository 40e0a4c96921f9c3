'use client'
/** The services as they are just now: asked every two seconds, as a drawing and as a table that says the same. */
import { CircleAlert, CircleCheck, CircleHelp, Pause, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { buttonStyle, SMALL_ICON } from '../ui/button.ts'
import { StatusPill, type Tone } from '../ui/status-pill.tsx'
import { edgesFor, GATEWAY, readHealth, slowest, spotsFor, type Health, type Reading } from './map.ts'

const ASKED_EVERY_MS = 2_000
const READINGS_KEPT = 60

const COLUMN_WIDTH = 232
const ROW_HEIGHT = 76
const NODE_WIDTH = 168
const NODE_HEIGHT = 52
/** How far a line within a column swings out. */
const BEND = 40
const WIDTH = COLUMN_WIDTH * 3 + NODE_WIDTH + 16

type Heard = { readonly readings: readonly Reading[]; readonly isAway: boolean }

export function LiveMap({ first }: { readonly first: Reading | undefined }) {
  const [isPaused, setPaused] = useState(false)
  const { readings, isAway } = useReadings(first, isPaused)
  const current = readings.at(-1)
  const names = Object.keys(current?.services ?? {})
  const unwell = names.filter((name) => toneOf(current?.services[name]) !== 'success')
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <p role="status" className="text-muted">
          {isAway
            ? 'The gateway does not answer. What stands below is from before.'
            : unwell.length === 0
              ? `All ${names.length} services are well.`
              : `${new Intl.ListFormat('en').format(unwell)}: not well.`}
        </p>
        <button
          type="button"
          className={buttonStyle('plain', 'ms-auto')}
          aria-pressed={isPaused}
          onClick={() => setPaused(!isPaused)}
        >
          {isPaused ? <Play {...SMALL_ICON} /> : <Pause {...SMALL_ICON} />}
          {isPaused ? 'Go on' : 'Pause'}
        </button>
      </div>
      <div className="overflow-x-auto rounded-card border border-hairline bg-raised p-4">
        <Drawing
          names={names}
          current={current}
          isAway={isAway}
          latencyOf={(name) => latencyOf(readings, name)}
        />
      </div>
      <div className="mt-4 overflow-x-auto rounded-card border border-hairline bg-raised">
        <table className="table" aria-label="Services">
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">State</th>
              <th scope="col" className="end">
                Answers within
              </th>
              <th scope="col" className="end">
                95 of 100 within
              </th>
              <th scope="col">Asks</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => {
              const health = current?.services[name]
              return (
                <tr key={name}>
                  <td className="font-semibold">
                    <a
                      href={`/admin/events?service=${name}`}
                      title={`What ${name} said`}
                      className="hover:underline"
                    >
                      {name}
                    </a>
                  </td>
                  <td>
                    <StatusPill tone={toneOf(health)}>{wordOf(health)}</StatusPill>
                  </td>
                  <td className="end">{msText(health?.latencyMs)}</td>
                  <td className="end">{msText(latencyOf(readings, name))}</td>
                  <td className="text-muted">
                    {edgesFor(names)
                      .flatMap(([from, to]) => (from === name ? [to] : []))
                      .join(', ') || '–'}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Drawing({
  names,
  current,
  isAway,
  latencyOf: slowestOf,
}: {
  readonly names: readonly string[]
  readonly current: Reading | undefined
  readonly isAway: boolean
  readonly latencyOf: (name: string) => number | undefined
}) {
  const spots = spotsFor(names)
  const rowsMax = Math.max(1, ...spots.map(({ row }) => row * 2 + 1))
  const height = rowsMax * ROW_HEIGHT
  const place = new Map(
    spots.map(({ name, column, row }) => [
      name,
      { x: 8 + column * COLUMN_WIDTH, y: height / 2 + row * ROW_HEIGHT - NODE_HEIGHT / 2 },
    ]),
  )
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      className="mx-auto block w-full min-w-160 max-w-[60rem]"
      // The table below says the same in words.
      aria-hidden
    >
      {[...names.map((name) => [GATEWAY, name] as const), ...edgesFor(names)].map(([from, to]) => {
        const [a, b] = [place.get(from), place.get(to)]
        if (!a || !b) return null
        // Within a column around the outside, else from side to side.
        const isBeside = a.x === b.x
        const isBack = a.x > b.x
        const x1 = isBack ? a.x : a.x + NODE_WIDTH
        const x2 = isBack || isBeside ? b.x + NODE_WIDTH : b.x
        const [y1, y2] = [a.y + NODE_HEIGHT / 2, b.y + NODE_HEIGHT / 2]
        const bend = isBeside ? BEND : (x2 - x1) / 2
        return (
          <path
            key={`${from} ${to}`}
            d={`M${x1} ${y1} C${x1 + bend} ${y1} ${isBeside ? x2 + bend : x2 - bend} ${y2} ${x2} ${y2}`}
            className={`fill-none ${from === GATEWAY ? 'stroke-hairline' : 'stroke-control/60'}`}
            strokeWidth={1.5}
          />
        )
      })}
      {spots.map(({ name }) => {
        const at = place.get(name)
        if (!at) return null
        const health: Health | undefined =
          name === GATEWAY
            ? { status: isAway ? 'down' : 'ok', latencyMs: undefined }
            : current?.services[name]
        const tone = toneOf(health)
        const Icon = tone === 'success' ? CircleCheck : tone === 'danger' ? CircleAlert : CircleHelp
        return (
          <g key={name} transform={`translate(${at.x} ${at.y})`} className={INKS[tone]}>
            <rect
              width={NODE_WIDTH}
              height={NODE_HEIGHT}
              rx={12}
              className="fill-raised stroke-current"
              strokeWidth={tone === 'success' ? 1 : 2.5}
            />
            <Icon x={12} y={16} width={20} height={20} strokeWidth={1.75} />
            <text x={42} y={22} className="fill-ink text-body font-semibold">
              {name}
            </text>
            <text x={42} y={40} className="fill-muted text-small">
              {name === GATEWAY ? wordOf(health) : `${wordOf(health)}, ${msText(slowestOf(name))}`}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

const INKS: Readonly<Record<Tone, string>> = {
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
  info: 'text-info',
  neutral: 'text-muted',
}

function toneOf(health: Health | undefined): Tone {
  if (health?.status === 'ok') return 'success'
  if (health === undefined || health.status === 'unknown') return 'neutral'
  return health.status === 'degraded' ? 'warning' : 'danger'
}

function wordOf(health: Health | undefined): string {
  if (health?.status === 'ok') return 'Well'
  if (health === undefined || health.status === 'unknown') return 'Not known'
  return health.status === 'degraded' ? 'Strained' : 'Away'
}

function msText(ms: number | undefined): string {
  return ms === undefined ? '–' : `${ms.toLocaleString('en', { maximumFractionDigits: 0 })} ms`
}

function latencyOf(readings: readonly Reading[], name: string): number | undefined {
  return slowest(
    readings.flatMap(({ services }) => {
      const ms = services[name]?.latencyMs
      return ms === undefined ? [] : [ms]
    }),
  )
}

/** The last two minutes; nobody is asked while the page is not looked at. */
function useReadings(first: Reading | undefined, isPaused: boolean): Heard {
  const [heard, setHeard] = useState<Heard>({ readings: first ? [first] : [], isAway: first === undefined })
  useEffect(() => {
    if (isPaused) return undefined
    const leaving = new AbortController()
    const ask = async () => {
      if (document.hidden) return
      const answer = await fetch('/health', { signal: leaving.signal }).catch(() => undefined)
      const reading = readHealth(await answer?.json().catch(() => undefined))
      if (leaving.signal.aborted) return
      setHeard(({ readings }) =>
        reading
          ? { readings: [...readings, reading].slice(-READINGS_KEPT), isAway: false }
          : { readings, isAway: true },
      )
    }
    const timer = setInterval(() => void ask(), ASKED_EVERY_MS)
    return () => {
      clearInterval(timer)
      leaving.abort()
    }
  }, [isPaused])
  return heard
}
