import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabases, type TestDatabases } from '../testing/database.ts'
import { arrayEncoder } from './array.ts'
import { openDatabase, type Database } from './database.ts'

let databases: TestDatabases
let db: Database
beforeAll(async () => {
  databases = await testDatabases(['arrays'])
  db = openDatabase({ url: databases.urls.get('arrays') as string })
})
afterAll(async () => {
  await db.close()
  await databases.drop()
})

/** A text that PostgreSQL can hold: no NUL, no lone surrogate. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('', 'null', 'NULL', '{}', '"', '\\', '☃', '😀'),
  )
  .filter((value) => !value.includes('\0') && value.isWellFormed())
const whole = fc.oneof(
  fc.maxSafeInteger(),
  fc.constantFrom(0, -1, 2 ** 31, -(2 ** 31), 2 ** 32, -(2 ** 32), -(2 ** 32) - 1),
)
const list = <T>(element: fc.Arbitrary<T>) => fc.array(fc.option(element), { maxLength: 20 })

test('what is sent in an array comes back element by element, whatever it is', async () => {
  const rows = fc.record({
    texts: list(text),
    jsons: list(fc.json().filter((json) => !json.includes('\\u0000'))),
    flags: list(fc.boolean()),
    shorts: list(fc.integer({ min: -32_768, max: 32_767 })),
    ints: list(fc.integer()),
    bigs: list(whole),
    times: list(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })),
  })
  await fc.assert(
    fc.asyncProperty(rows, async ({ texts, jsons, flags, shorts, ints, bigs, times }) => {
      const [back] = await db.rows`
        select ${texts}::text[] as texts, ${jsons}::json[]::text[] as jsons, ${flags}::boolean[] as flags,
               ${shorts}::smallint[] as shorts, ${ints}::int[] as ints, ${bigs}::bigint[] as bigs,
               ${times}::timestamptz[] as times`
      expect(back).toEqual({ texts, jsons, flags, shorts, ints, bigs, times })
    }),
    { numRuns: 200 },
  )
})

test('a time is taken as text too, as an event carries it', async () => {
  const [row] = await db.rows`select ${['2026-11-20T12:00:00.123Z']}::timestamptz[] as times`
  expect(row).toEqual({ times: [new Date('2026-11-20T12:00:00.123Z')] })
})

test('what is not of the type never reaches the database', () => {
  const encoder = (sql: string) => arrayEncoder(sql) as NonNullable<ReturnType<typeof arrayEncoder>>
  expect(() => encoder('::text[]')([{}])).toThrow(TypeError)
  expect(() => encoder('::json[]')([{}])).toThrow(TypeError)
  expect(() => encoder('::bigint[]')([1.5])).toThrow(RangeError)
  expect(() => encoder('::int[]')(['one'])).toThrow(RangeError)
  expect(() => encoder('::int[]')([2 ** 31])).toThrow(RangeError)
  expect(() => encoder('::timestamptz[]')(['yesterday'])).toThrow(RangeError)
})

test('only a parameter that is cast to an array is written so', () => {
  expect(arrayEncoder('::text')).toBeUndefined()
  expect(arrayEncoder(' and x = any(y::text[])')).toBeUndefined()
  expect(arrayEncoder('::uuid[]')).toBeUndefined()
})
