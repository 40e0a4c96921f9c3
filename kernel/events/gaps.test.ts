import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passable, type Doubt, type Snapshot } from './gaps.ts'

const quiet: Snapshot = { oldestRunning: 10n, nextToBegin: 10n }
const busy: Snapshot = { oldestRunning: 5n, nextToBegin: 10n }

test('without a gap everything passes, whoever else is at work', () => {
  expect(passable([4, 5, 6], 3, busy, undefined)).toEqual({ count: 3 })
  expect(passable([], 3, busy, undefined)).toEqual({ count: 0 })
})

test('a gap is passed at once when nothing runs that could fill it', () => {
  expect(passable([5, 9], 3, quiet, undefined)).toEqual({ count: 2 })
})

test('a gap holds up what is behind it until whoever ran has ended, and not longer', () => {
  const first = passable([4, 6, 8], 3, busy, undefined)
  expect(first).toEqual({ count: 1, doubt: { upTo: 8, final: 10n } })
  const { doubt } = first
  expect(passable([6, 8, 10], 4, { oldestRunning: 9n, nextToBegin: 20n }, doubt)).toEqual({ count: 0, doubt })
  expect(passable([6, 8, 10], 4, { oldestRunning: 10n, nextToBegin: 20n }, doubt)).toEqual({
    count: 2,
    doubt: { upTo: 10, final: 20n },
  })
  expect(passable([5, 6, 8, 9, 10], 4, { oldestRunning: 5n, nextToBegin: 20n }, doubt).count).toBe(2)
})

/** A database in a nutshell: transactions begin, draw ids, commit or roll back, and a reader looks now and then. */
type Step = { readonly kind: 'begin' | 'draw' | 'commit' | 'rollback' | 'read'; readonly who: number }

function play(steps: readonly Step[], pass: typeof passable): { committed: number[]; seen: number[] } {
  const running = new Map<number, { xid: bigint; ids: number[] }>()
  const committed = new Set<number>()
  let nextXid = 1n
  let nextId = 1
  let cursor = 0
  let doubt: Doubt | undefined
  const seen: number[] = []
  const read = () => {
    const oldestRunning = [...running.values()].reduce(
      (oldest, { xid }) => (xid < oldest ? xid : oldest),
      nextXid,
    )
    const ids = [...committed]
      .filter((id) => id > cursor)
      .toSorted((a, b) => a - b)
      .slice(0, 5)
    const passed = pass(ids, cursor, { oldestRunning, nextToBegin: nextXid }, doubt)
    doubt = passed.doubt
    seen.push(...ids.slice(0, passed.count))
    cursor = ids[passed.count - 1] ?? cursor
  }
  const end = (who: number, kept: boolean) => {
    for (const id of kept ? (running.get(who)?.ids ?? []) : []) committed.add(id)
    running.delete(who)
  }
  for (const { kind, who } of steps) {
    if (kind === 'begin' && !running.has(who)) running.set(who, { xid: nextXid++, ids: [] })
    else if (kind === 'draw') running.get(who)?.ids.push(nextId++)
    else if (kind === 'commit' || kind === 'rollback') end(who, kind === 'commit')
    else if (kind === 'read') read()
  }
  for (const who of running.keys()) end(who, true)
  for (let reads = 0; reads <= steps.length; reads += 1) read()
  return { committed: [...committed].toSorted((a, b) => a - b), seen }
}

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('begin', 'draw', 'draw', 'commit', 'rollback', 'read', 'read'),
    who: fc.nat(3),
  }),
  { maxLength: 80, size: 'max' },
) as fc.Arbitrary<Step[]>

test('whatever the interleaving, every committed event is seen once, in the order of the ids', () => {
  fc.assert(
    fc.property(steps, (each) => {
      const { committed, seen } = play(each, passable)
      expect(seen).toEqual(committed)
    }),
    { numRuns: 2_000 },
  )
})

test('that property can fail: a reader that passes every gap loses events', () => {
  const reckless: typeof passable = (ids) => ({ count: ids.length })
  const lost = fc.check(
    fc.property(steps, (each) => {
      const { committed, seen } = play(each, reckless)
      expect(seen).toEqual(committed)
    }),
    { numRuns: 2_000 },
  )
  expect(lost.failed).toBe(true)
})
