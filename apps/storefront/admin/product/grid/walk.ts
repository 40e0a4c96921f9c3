/** Going from cell to cell with keys. */
import type { KeyboardEvent } from 'react'
import { COLUMNS } from './cells.ts'

/** Where a key leads; sideways only from the end of what is typed, so that one can walk within it. */
export function stepOf({
  key,
  shiftKey,
  currentTarget,
}: KeyboardEvent<HTMLInputElement>): readonly [number, number] {
  const { selectionStart, selectionEnd, value } = currentTarget
  const isWhole = selectionStart === 0 && selectionEnd === value.length
  if (key === 'ArrowDown' || (key === 'Enter' && !shiftKey)) return [1, 0]
  if (key === 'ArrowUp' || (key === 'Enter' && shiftKey)) return [-1, 0]
  if (shiftKey) return [0, 0]
  if (key === 'ArrowRight' && (isWhole || selectionStart === value.length)) return [0, 1]
  if (key === 'ArrowLeft' && (isWhole || selectionEnd === 0)) return [0, -1]
  return [0, 0]
}

/** The next cell that can be typed in; cells without one are stepped over. */
export function cellAt(
  form: HTMLFormElement | null,
  rows: number,
  at: number,
  column: number,
  down: number,
  across: number,
): HTMLInputElement | null {
  for (
    let row = at + down, next = column + across;
    row >= 0 && row < rows && COLUMNS[next];
    row += down, next += across
  ) {
    const cell = form?.querySelector<HTMLInputElement>(`input[data-at="${row} ${next}"]`)
    if (cell) return cell
    if (down === 0 && across === 0) break
  }
  return null
}
