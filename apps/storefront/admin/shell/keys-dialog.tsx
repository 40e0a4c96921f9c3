'use client'
import { Dialog } from '../ui/dialog.tsx'
import type { PalettePlace } from './palette.tsx'

const KEYS = [
  ['Ctrl K', 'Search for anything, or jump anywhere'],
  ['/', 'Search in this list'],
  ['J  K', 'Next and previous row'],
  ['Enter', 'Open the row'],
  ['X', 'Choose the row'],
  ['N', 'Something new, where there can be'],
  ['Ctrl S', 'Save'],
  ['?', 'These keys'],
] as const

export function KeysDialog({
  places,
  onClose,
}: {
  readonly places: readonly PalettePlace[]
  readonly onClose: () => void
}) {
  const going = places.flatMap(({ letter, label }) =>
    letter === undefined ? [] : [[`G  ${letter.toUpperCase()}`, label] as const],
  )
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="grid grid-cols-[6rem_1fr] gap-y-2 text-note">
        {[...KEYS, ...going].map(([keys, text]) => (
          <div key={keys} className="contents">
            <dt>
              {keys.split('  ').map((key) => (
                <kbd
                  key={key}
                  className="me-1 rounded-small border border-hairline bg-surface px-1.5 py-0.5 font-text"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-muted">{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
