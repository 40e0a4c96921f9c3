import { expect, test } from 'vitest'
import { joined, sql, statement, type Fragment } from './statement.ts'

function made(strings: TemplateStringsArray, ...values: readonly unknown[]) {
  return statement(strings, values)
}

test('values become numbered parameters and never text', () => {
  const { text, values } = made`select ${"'; drop table x"} from t where a = ${1} and b = ${null}`
  expect(text).toBe('select $1 from t where a = $2 and b = $3')
  expect(values).toEqual(["'; drop table x", 1, null])
})

test('a statement keeps its name whatever its values, and another text gets another name', () => {
  const read = (id: number) => made`select ${id}`
  expect(read(1).name).toBe(read(2).name)
  expect(made`select ${1}`.name).toBe(read(3).name)
  expect(made`select  ${1}`.name).not.toBe(read(1).name)
  expect(read(1).name.length).toBeLessThan(64)
})

test('fragments are spliced in with their values in order, also inside each other', () => {
  const inner = sql`b = ${2} or ${sql`c = ${3}`}`
  const { text, values } = made`select ${1} where ${inner} limit ${4}`
  expect(text).toBe('select $1 where b = $2 or c = $3 limit $4')
  expect(values).toEqual([1, 2, 3, 4])
})

test('filters are joined; none at all is no text', () => {
  const filters = (list: Fragment[]) => made`select 1 where true${joined(list, sql``)}`.text
  expect(filters([])).toBe('select 1 where true')
  expect(made`where ${joined([sql`a = ${1}`, sql`b = ${2}`, sql`c`], sql` and `)}`).toMatchObject({
    text: 'where a = $1 and b = $2 and c',
    values: [1, 2],
  })
})

test('the same fragments in the same places share a name, so that they are planned once', () => {
  const search = (word?: string) =>
    made`select 1 where ${word === undefined ? sql`true` : sql`name = ${word}`}`
  expect(search('a').name).toBe(search('b').name)
  expect(search().name).not.toBe(search('a').name)
})
