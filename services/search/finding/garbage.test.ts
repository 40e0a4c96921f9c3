import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '@rialto/kernel/contract/problem'
import { QUERY_CHARACTERS_MAX } from '@rialto/contracts/search'
import { openShop, type Shop } from '../shop.fixture.ts'

const RUNS = 150

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  await shop.sell({ name: 'Steel Kettle', brand: 'Ostra' }, { name: 'Café Crème Set' })
})
afterAll(async () => {
  await shop.world.close()
})

/** An answer, or a refusal that says what is wrong: never anything else. */
async function answered(query: object): Promise<void> {
  try {
    const { items, total } = await shop.find(query)
    expect(items.length).toBeLessThanOrEqual(total)
  } catch (error) {
    expect(error).toBeInstanceOf(Problem)
    expect((error as Problem).code).toBe('invalid_query')
  }
}

const syntax = fc.constantFrom(
  "'",
  '"',
  '\\',
  '&',
  '|',
  '!',
  '<->',
  ':*',
  ':A',
  '(',
  ')',
  '%',
  '_',
  ';--',
  '$1',
  '=',
  '+',
  '\u0000',
  '\ud800',
  '’',
  'é',
  '日本',
  '🙂',
  'the',
  'kettle',
  '16gb',
  'steel-',
  '\n',
  '\t',
)
const garbage = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 250 }),
  fc.array(syntax, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.array(syntax, { maxLength: 40 }).map((parts) => parts.join(' ')),
)

test('whatever is typed is answered or clearly refused', async () => {
  await fc.assert(
    fc.asyncProperty(garbage, (q) => answered({ q })),
    { numRuns: RUNS },
  )
  expect(await shop.ids('kettle')).toEqual(['steel-kettle'])
})

test('whatever stands in filters is answered or clearly refused', async () => {
  await fc.assert(
    fc.asyncProperty(garbage, garbage, async (left, right) => {
      await answered({ brand: [left], category: [right] })
      await answered({ attributes: [`${left}:${right}`], q: 'kettle' })
      await answered({ price: [left], cursor: right })
    }),
    { numRuns: RUNS },
  )
})

test('words of a statement are words', async () => {
  for (const q of ["'; drop table document_a; --", "kettle' or '1'='1", 'kettle:* | set', '\\\\', "a'b'c"])
    await expect(shop.find({ q })).resolves.toMatchObject({})
  expect((await shop.find({})).total).toBe(2)
})

test('too much is refused with what is too much', async () => {
  await expect(shop.find({ q: 'x'.repeat(QUERY_CHARACTERS_MAX + 1) })).rejects.toMatchObject({
    code: 'invalid_query',
    extras: { errors: [{ path: '/q' }] },
  })
  await expect(shop.find({ limit: 101 })).rejects.toMatchObject({ code: 'invalid_query' })
  await expect(shop.find({ minPrice: 1.999 })).rejects.toMatchObject({ code: 'invalid_query' })
  await expect(shop.find({ inStock: true, availability: 'out_of_stock' })).rejects.toMatchObject({
    code: 'invalid_query',
  })
})
