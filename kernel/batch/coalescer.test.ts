import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../contract/problem.ts'
import { coalesce } from './coalescer.ts'

/** Lets a test decide when each execution ends. */
function gated() {
  const batches: { items: readonly number[]; finish(): void }[] = []
  const run = async (items: readonly number[]) => {
    const gate = Promise.withResolvers<void>()
    batches.push({ items, finish: gate.resolve })
    await gate.promise
    return items.map((item) => item * 2)
  }
  return { batches, run }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('every caller gets exactly its own answer, whatever the interleaving, the failures and the refusals', async () => {
  const caller = fc.record({ item: fc.nat(50), turns: fc.nat(3), bad: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(
      fc.array(caller, { maxLength: 40, size: 'max' }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 3 }),
      fc.infiniteStream(fc.nat(2)),
      async (callers, itemsMax, lanes, pauses) => {
        let running = 0
        const line = coalesce<{ item: number; bad: boolean }, string>({
          name: 'test',
          itemsMax,
          lanes,
          run: async (items) => {
            running += 1
            expect(running).toBeLessThanOrEqual(lanes)
            expect(items.length).toBeLessThanOrEqual(itemsMax)
            for (let n = pauses.next().value ?? 0; n > 0; n -= 1) await turn()
            running -= 1
            if (items.some(({ item, bad }) => bad && item % 2 === 0)) throw new Error('the statement failed')
            return items.map(({ item, bad }) => (bad ? new Error(`no to ${item}`) : `yes to ${item}`))
          },
        })
        const answers = callers.map(async ({ item, turns, bad }) => {
          for (let n = turns; n > 0; n -= 1) await turn()
          const answer = await line({ item, bad }).catch((error: Error) => error.message)
          return [
            answer,
            bad ? (item % 2 === 0 ? 'the statement failed' : `no to ${item}`) : `yes to ${item}`,
          ]
        })
        for (const [answer, wanted] of await Promise.all(answers)) expect(answer).toBe(wanted)
        await line.drain()
        expect(running).toBe(0)
      },
    ),
    { numRuns: 200 },
  )
})

test('callers of one turn share a batch; what arrives while the lanes are busy shares the next', async () => {
  const { batches, run } = gated()
  const line = coalesce({ name: 'test', run, itemsMax: 3, lanes: 1 })
  const first = [line(1), line(2)]
  await turn()
  const second = [line(3), line(4), line(5), line(6)]
  await turn()
  expect(batches.map(({ items }) => items)).toEqual([[1, 2]])
  batches[0]?.finish()
  expect(await Promise.all(first)).toEqual([2, 4])
  await turn()
  batches[1]?.finish()
  expect(await Promise.all(second.slice(0, 3))).toEqual([6, 8, 10])
  await turn()
  batches[2]?.finish()
  expect(await second[3]).toBe(12)
  expect(batches.map(({ items }) => items)).toEqual([[1, 2], [3, 4, 5], [6]])
})

test('lanes work side by side and never more of them than allowed', async () => {
  const { batches, run } = gated()
  const line = coalesce({ name: 'test', run, itemsMax: 1, lanes: 2 })
  const all = [line(1), line(2), line(3)]
  await turn()
  expect(batches.map(({ items }) => items)).toEqual([[1], [2]])
  batches[1]?.finish()
  expect(await all[1]).toBe(4)
  await expect.poll(() => batches.length).toBe(3)
  batches[0]?.finish()
  batches[2]?.finish()
  expect(await Promise.all(all)).toEqual([2, 4, 6])
})

test('one item alone waits for nothing but the end of its turn', async () => {
  const line = coalesce({
    name: 'test',
    run: async (items: readonly number[]) => items,
    itemsMax: 100,
    lanes: 1,
  })
  let answered = false
  void line(1).then(() => (answered = true))
  await turn()
  await turn()
  expect(answered).toBe(true)
})

test('a thrown execution is split until the bad item stands alone', async () => {
  const sizes: number[] = []
  const line = coalesce({
    name: 'test',
    itemsMax: 100,
    lanes: 1,
    run: async (items: readonly number[]) => {
      sizes.push(items.length)
      if (items.includes(13)) throw new Error('unlucky')
      return items
    },
  })
  const outcomes = await Promise.allSettled(Array.from({ length: 64 }, (_, i) => line(i)))
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(outcomes[13]).toMatchObject({ status: 'rejected', reason: { message: 'unlucky' } })
  expect(sizes.length).toBeLessThan(16)
})

test('an outage refuses the whole batch at once instead of asking again by halves', async () => {
  let asked = 0
  const line = coalesce<number, number>({
    name: 'test',
    itemsMax: 100,
    lanes: 1,
    run: () => {
      asked += 1
      return Promise.reject(new Problem('unavailable'))
    },
  })
  const outcomes = await Promise.allSettled([line(1), line(2), line(3)])
  const codes = outcomes.map((outcome) => outcome.status === 'rejected' && (outcome.reason as Problem).code)
  expect(codes).toEqual(['unavailable', 'unavailable', 'unavailable'])
  expect(asked).toBe(1)
})

test('too few answers are nobody’s answers', async () => {
  const line = coalesce({ name: 'short', run: async () => [] as number[], itemsMax: 10, lanes: 1 })
  await expect(Promise.all([line(1), line(2)])).rejects.toThrow('short: 0 answers to 1')
})

test('a caller too many is refused at once, and those before it are served', async () => {
  const { batches, run } = gated()
  const line = coalesce({ name: 'test', run, itemsMax: 1, lanes: 1, queueMax: 2 })
  const running = line(1)
  await turn()
  const waiting = [line(2), line(3)]
  await expect(line(4)).rejects.toMatchObject({
    code: 'unavailable',
    extras: { headers: { 'retry-after': '1' } },
  })
  for (let i = 0; i < 3; i += 1) {
    batches[i]?.finish()
    await turn()
    await turn()
  }
  expect(await Promise.all([running, ...waiting])).toEqual([2, 4, 6])
})

test('whoever stopped waiting before its turn is refused and costs nothing', async () => {
  const { batches, run } = gated()
  const gone = new Set([2, 3])
  const refuse = (item: number) => (gone.has(item) ? new Error(`${item} has gone`) : undefined)
  const line = coalesce({ name: 'test', run, itemsMax: 2, lanes: 1, refuse })
  const answers = Promise.allSettled([line(1), line(2), line(3), line(4)])
  await turn()
  batches[0]?.finish()
  await expect.poll(() => batches.length).toBe(2)
  batches[1]?.finish()
  expect((await answers).map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'gone'))).toEqual(
    [2, 'gone', 'gone', 8],
  )
  expect(batches.map(({ items }) => items)).toEqual([[1], [4]])
  await expect(line(3)).rejects.toThrow('3 has gone')
  await line.drain()
})

test('drain waits for what waits and what runs, and for nothing when there is nothing', async () => {
  const { batches, run } = gated()
  const line = coalesce({ name: 'test', run, itemsMax: 1, lanes: 1 })
  await line.drain()
  const answers = [line(1), line(2)]
  let drained = false
  const draining = line.drain().then(() => (drained = true))
  await turn()
  batches[0]?.finish()
  await turn()
  await turn()
  expect(drained).toBe(false)
  batches[1]?.finish()
  await draining
  expect(await Promise.all(answers)).toEqual([2, 4])
})
