'use client'
/** The map: who asks whom, the thicker the more often, and how each is. */
import type { ServiceView } from '@rialto/contracts/platform'
import { LOOKS, msText } from './looks.ts'
import { GATEWAY, linesFor, spotsFor, stateOf, widthOf, type Line, type State } from './map.ts'

const COLUMN_WIDTH = 224
const ROW_HEIGHT = 76
const NODE_WIDTH = 168
const NODE_HEIGHT = 52
const EDGE = 8
/** How far a line within a column swings out. */
const BEND = 40

type Place = { readonly x: number; readonly y: number }

export function Drawing({
  items,
  isAway,
}: {
  readonly items: readonly ServiceView[]
  readonly isAway: boolean
}) {
  const spots = spotsFor(items)
  const height = ROW_HEIGHT * Math.max(...spots.map(({ row }) => row * 2 + 1))
  const width = COLUMN_WIDTH * Math.max(...spots.map(({ column }) => column)) + NODE_WIDTH + 2 * EDGE
  const places = new Map(
    spots.map(({ name, column, row }) => [
      name,
      { x: EDGE + column * COLUMN_WIDTH, y: height / 2 + row * ROW_HEIGHT - NODE_HEIGHT / 2 },
    ]),
  )
  const named = new Map(items.map((item) => [item.name, item]))
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="mx-auto block w-full min-w-200 max-w-[80rem]"
      // The table below says the same in words.
      aria-hidden
    >
      {linesFor(items).map((line) => (
        <Way key={`${line.from} ${line.to}`} line={line} places={places} />
      ))}
      {spots.map(({ name }) => {
        const [place, item] = [places.get(name), named.get(name)]
        const state = item ? stateOf(item) : isAway ? 'away' : 'well'
        const p95 = item?.calls?.p95Ms
        const note = `${LOOKS[state].word}${p95 === null || p95 === undefined ? '' : `, ${msText(p95)}`}`
        return place && <Node key={name} name={name} place={place} state={state} note={note} />
      })}
    </svg>
  )
}

function Way({ line, places }: { readonly line: Line; readonly places: ReadonlyMap<string, Place> }) {
  const [a, b] = [places.get(line.from), places.get(line.to)]
  if (!a || !b) return null
  // Within a column around the outside, else from side to side.
  const isBeside = a.x === b.x
  const [x1, x2] = [a.x + NODE_WIDTH, isBeside ? b.x + NODE_WIDTH : b.x]
  const [y1, y2] = [a.y + NODE_HEIGHT / 2, b.y + NODE_HEIGHT / 2]
  const bend = isBeside ? BEND : (x2 - x1) / 2
  return (
    <path
      d={`M${x1} ${y1} C${x1 + bend} ${y1} ${isBeside ? x2 + bend : x2 - bend} ${y2} ${x2} ${y2}`}
      className={`fill-none ${line.from === GATEWAY ? 'stroke-hairline' : 'stroke-control/60'}`}
      strokeWidth={widthOf(line)}
    />
  )
}

function Node({
  name,
  place,
  state,
  note,
}: {
  readonly name: string
  readonly place: Place
  readonly state: State
  readonly note: string
}) {
  const { ink, icon: Icon } = LOOKS[state]
  return (
    <g transform={`translate(${place.x} ${place.y})`} className={ink}>
      <rect
        width={NODE_WIDTH}
        height={NODE_HEIGHT}
        rx={12}
        className="fill-raised stroke-current"
        strokeWidth={state === 'well' ? 1 : 2.5}
      />
      <Icon x={12} y={16} width={20} height={20} strokeWidth={1.75} />
      <text x={42} y={22} className="fill-ink text-body font-semibold">
        {name}
      </text>
      <text x={42} y={40} className="fill-muted text-small">
        {note}
      </text>
    </g>
  )
}
