/** What moves stock, in words. */

const KINDS: Readonly<Record<string, string>> = {
  receipt: 'First stock',
  sale: 'Sold',
  return: 'Returned',
  adjustment: 'Adjusted',
}

export function kindOf(kind: string): string {
  return KINDS[kind] ?? kind.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase())
}

/** Whether a reason says no more than the kind of the movement. */
export function isSaid(kind: string, reason: string): boolean {
  return reason === '' || reason.toLowerCase() === kindOf(kind).toLowerCase()
}

export function signed(delta: number): string {
  return delta > 0 ? `+${delta.toLocaleString('en')}` : delta.toLocaleString('en').replace('-', '−')
}
