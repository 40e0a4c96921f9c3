'use client'
/** How many pieces of each line, from none to all that are left. */
import { Minus, Plus } from 'lucide-react'
import { ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'

export type PickableLine = {
  readonly id: string
  readonly name: string
  readonly sku: string
  readonly left: number
}

export type Picked = Readonly<Record<string, number>>

export function PiecePicker({
  lines,
  picked,
  onPick,
}: {
  readonly lines: readonly PickableLine[]
  readonly picked: Picked
  readonly onPick: (picked: Picked) => void
}) {
  return (
    <ul className="divide-y divide-hairline rounded-control border border-hairline">
      {lines.map(({ id, name, sku, left }) => {
        const count = picked[id] ?? 0
        const set = (next: number) => onPick({ ...picked, [id]: Math.min(left, Math.max(0, next)) })
        return (
          <li key={id} className="flex items-center justify-between gap-3 px-3 py-2">
            <span className="min-w-0 text-note">
              <span className="block truncate font-medium">{name}</span>
              <span className="text-small text-muted">
                {sku} · {left === 0 ? 'none left' : `${left} left`}
              </span>
            </span>
            <span className="flex items-center">
              <button
                type="button"
                aria-label={`One less of ${name}`}
                className={ICON_BUTTON}
                disabled={count === 0}
                onClick={() => set(count - 1)}
              >
                <Minus {...SMALL_ICON} />
              </button>
              <input
                aria-label={`Pieces of ${name}`}
                inputMode="numeric"
                value={count}
                onChange={(event) => set(Number(event.target.value.replaceAll(/\D/g, '')))}
                disabled={left === 0}
                className="target w-11 rounded-small border border-control/60 bg-raised text-center text-note disabled:opacity-50"
              />
              <button
                type="button"
                aria-label={`One more of ${name}`}
                className={ICON_BUTTON}
                disabled={count >= left}
                onClick={() => set(count + 1)}
              >
                <Plus {...SMALL_ICON} />
              </button>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

export function piecesOf(picked: Picked): { lineId: string; quantity: number }[] {
  return Object.entries(picked).flatMap(([lineId, quantity]) => (quantity > 0 ? [{ lineId, quantity }] : []))
}
