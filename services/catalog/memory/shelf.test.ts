import { expect, test } from 'vitest'
import { openShelf } from './shelf.ts'

type Thing = { id: string; sku: string; price: number }

function openThings(sizeMax = 100) {
  const rows = new Map<string, Thing>()
  const statements: (readonly string[])[] = []
  const gates: (() => void)[] = []
  const state = { isSlow: false }
  const shelf = openShelf<Thing>({
    name: 'things',
    idOf: ({ id }) => id,
    namesOf: ({ id, sku }) => [id, sku],
    sizeMax,
    sizeOf: () => 1,
    find: async (references) => {
      statements.push(references)
      const found = references.flatMap((reference) => {
        const row = [...rows.values()].find(({ id, sku }) => [id, sku, `old-${id}`].includes(reference))
        return row ? [{ reference, value: { ...row } }] : []
      })
      if (state.isSlow) await new Promise<void>((resolve) => gates.push(resolve))
      return found
    },
  })
  const keep = (id: string, price = 1) => rows.set(id, { id, sku: id.toUpperCase(), price })
  return { shelf, keep, statements, gates, state }
}

test('a thing is found by each of its names, an old one too, and read once', async () => {
  const { shelf, keep, statements } = openThings()
  keep('a')
  expect(await shelf.read('old-a')).toMatchObject({ id: 'a' })
  for (const name of ['a', 'A', 'old-a']) expect(shelf.get(name)).toMatchObject({ id: 'a' })
  expect(statements).toEqual([['old-a']])
})

test('many who miss at the same time share one statement', async () => {
  const { shelf, keep, statements } = openThings()
  for (const id of ['a', 'b', 'c']) keep(id)
  const found = await Promise.all(['a', 'b', 'a', 'c', 'nothing', 'a'].map((name) => shelf.read(name)))
  expect(found.map((one) => one?.id)).toEqual(['a', 'b', 'a', 'c', undefined, 'a'])
  expect(statements).toEqual([['a', 'b', 'c', 'nothing']])
})

test('what is forgotten is gone under all its names', async () => {
  const { shelf, keep } = openThings()
  keep('a')
  await shelf.read('old-a')
  shelf.forget(['A'])
  for (const name of ['a', 'A', 'old-a']) expect(shelf.get(name)).toBeUndefined()
})

test('what is forgotten while it is being read is not shelved', async () => {
  const { shelf, keep, gates, state } = openThings()
  keep('a', 1)
  state.isSlow = true
  const reading = shelf.read('A')
  await expect.poll(() => gates.length).toBe(1)
  keep('a', 2)
  shelf.forget(['a'])
  gates[0]?.()
  expect(await reading).toMatchObject({ price: 1 })
  expect(shelf.get('a')).toBeUndefined()
  state.isSlow = false
  expect(await shelf.read('a')).toMatchObject({ price: 2 })
})

test('the shelf is bounded: what was not used for longest makes room, with all its names', async () => {
  const { shelf, keep } = openThings(2)
  for (const id of ['a', 'b', 'c']) keep(id)
  await shelf.read('old-a')
  await shelf.read('b')
  shelf.get('a')
  await shelf.read('c')
  expect(['a', 'old-a', 'b', 'B', 'c'].map((name) => shelf.get(name)?.id)).toEqual([
    'a',
    'a',
    undefined,
    undefined,
    'c',
  ])
})
