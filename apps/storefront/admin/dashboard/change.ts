/** How a figure compares with the one before it, in words. */

export type Change = { readonly text: string; readonly direction: 'up' | 'down' | 'same' }

/** Undefined where there is nothing to compare with. */
export function changeOf(now: number, before: number): Change | undefined {
  if (before === 0) return undefined
  const percent = ((now - before) / Math.abs(before)) * 100
  const rounded = Math.abs(percent) < 10 ? Math.round(percent * 10) / 10 : Math.round(percent)
  return changed(rounded, `${Math.abs(rounded).toLocaleString('en')} %`)
}

/** Of shares: 31 % after 29 % are 2 points more, not 7 percent. */
export function pointsChanged(now: number | null, before: number | null): Change | undefined {
  if (now === null || before === null) return undefined
  const points = Math.round((now - before) * 1000) / 10
  return changed(points, `${Math.abs(points).toLocaleString('en')} points`)
}

function changed(by: number, text: string): Change {
  if (by === 0) return { text: 'unchanged', direction: 'same' }
  return { text, direction: by > 0 ? 'up' : 'down' }
}
