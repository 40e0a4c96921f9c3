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

export function signed(delta: number): string {
  return delta > 0 ? `+${delta.toLocaleString('en')}` : delta.toLocaleString('en').replace('-', '−')
}
