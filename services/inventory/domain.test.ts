import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  HELD,
  mergeLines,
  readVerdicts,
  type HoldOutcome,
  type HoldRequest,
  type SeenLine,
} from './domain.ts'

const SKUS = ['CUP', 'JUG', 'BOWL'] as const

type Wish = HoldRequest['lines']
type Stock = ReadonlyMap<string, number>

/** What the statement of a batch answers: running sums per SKU, which count refused neighbours too. */
function judge(stock: Stock, wishes: readonly Wish[]): SeenLine[] {
  const wanted = new Map<string, number>()
  const seen = wishes.flatMap((lines, item) =>
    lines.map(({ sku, quantity }) => {
      const sum = (wanted.get(sku) ?? 0) + quantity
      wanted.set(sku, sum)
      const free = stock.get(sku) ?? null
      return { item, sku, quantity, free, fits: free !== null && sum <= free }
    }),
  )
  const granted = new Set(wishes.keys())
  for (const { item, fits } of seen) if (!fits) granted.delete(item)
  return seen.map(({ fits: _fits, ...line }) => ({ ...line, granted: granted.has(line.item) }))
}

/** One wish after the other, as a shop without batches would answer. */
function takeAlone(left: Map<string, number>, lines: Wish): HoldOutcome {
  const short = lines.flatMap(({ sku, quantity }) => {
    const available = left.get(sku) ?? 0
    return quantity > available ? [{ sku, requested: quantity, available }] : []
  })
  if (short.length > 0) return { outcome: 'out_of_stock', short }
  for (const { sku, quantity } of lines) left.set(sku, (left.get(sku) ?? 0) - quantity)
  return HELD
}

const stocks = fc
  .record({ CUP: fc.nat(12), JUG: fc.nat(12) })
  .map((free): Stock => new Map(Object.entries(free)))
const wishes = fc.array(
  fc.uniqueArray(fc.record({ sku: fc.constantFrom(...SKUS), quantity: fc.integer({ min: 1, max: 6 }) }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ sku }) => sku,
  }),
  { minLength: 1, maxLength: 12 },
)

test('a batch answers as if the held came first, then the refused, then the undecided, one by one', () => {
  fc.assert(
    fc.property(stocks, wishes, (stock, asked) => {
      const verdicts = readVerdicts(asked.length, judge(stock, asked))
      const left = new Map(stock)
      const inOrder = (which: (verdict: HoldOutcome | 'undecided' | undefined) => boolean) =>
        [...asked.entries()].filter(([i]) => which(verdicts[i]))

      for (const [, lines] of inOrder((verdict) => verdict === HELD))
        expect(takeAlone(left, lines)).toEqual(HELD)
      for (const [i, lines] of inOrder((verdict) => typeof verdict === 'object' && verdict !== HELD)) {
        expect(takeAlone(left, lines)).toEqual(verdicts[i])
      }
      for (const [, lines] of inOrder((verdict) => verdict === 'undecided')) {
        const alone = readVerdicts(1, judge(left, [lines]))
        expect(alone).toEqual([takeAlone(left, lines)])
      }
      expect([...left.values()].every((quantity) => quantity >= 0)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('the first in a batch is answered as if it were alone', () => {
  fc.assert(
    fc.property(stocks, wishes, (stock, asked) => {
      const [first] = readVerdicts(asked.length, judge(stock, asked))
      expect(first).toEqual(takeAlone(new Map(stock), asked[0] ?? []))
    }),
  )
})

test('a refused neighbour that wanted too much takes nothing from those behind it', () => {
  const asked = [[{ sku: 'CUP', quantity: 100 }], [{ sku: 'CUP', quantity: 1 }]]
  expect(readVerdicts(2, judge(new Map([['CUP', 2]]), asked))).toEqual([
    { outcome: 'out_of_stock', short: [{ sku: 'CUP', requested: 100, available: 2 }] },
    'undecided',
  ])
})

test('a SKU that nobody keeps is short by all of it', () => {
  expect(readVerdicts(1, judge(new Map(), [[{ sku: 'BOWL', quantity: 2 }]]))).toEqual([
    { outcome: 'out_of_stock', short: [{ sku: 'BOWL', requested: 2, available: 0 }] },
  ])
})

test('merged lines ask for the same pieces, each SKU once, in the order of the first mention', () => {
  const lines = fc.array(
    fc.record({ sku: fc.constantFrom(...SKUS), quantity: fc.integer({ min: 1, max: 1_000_000 }) }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(lines, (given) => {
      const merged = mergeLines(given)
      const pieces = (some: Wish, of: string) =>
        some.filter(({ sku }) => sku === of).reduce((sum, { quantity }) => sum + quantity, 0)
      for (const sku of SKUS) expect(pieces(merged, sku)).toBe(pieces(given, sku))
      expect(merged.map(({ sku }) => sku)).toEqual([...new Set(given.map(({ sku }) => sku))])
    }),
  )
})
