import { expect, test } from 'vitest'
import { listHref, nextHref, nextSort, previousHref, questionOf, readList, viewOf } from './list.ts'

const SPEC = {
  path: '/admin/orders',
  filters: ['q', 'status'],
  sorts: ['-createdAt', 'createdAt', '-total', 'total'],
}

function paramsOf(href: string) {
  return Object.fromEntries(new URL(href, 'http://shop').searchParams)
}

test('a list is what its address says, and nothing else in the address is taken for more', () => {
  const list = readList({ status: 'shipped', q: ' ', sort: 'evil', foo: 'bar', hide: 'email' }, SPEC)
  expect(list.narrowed).toEqual({ status: 'shipped' })
  expect(list.sort).toBeUndefined()
  expect(viewOf(list)).toBe('hide=email&status=shipped')
  expect(listHref(list, { narrowed: {} })).toBe('/admin/orders?hide=email')
})

test('pages are walked forwards and back through the same beginnings', () => {
  const first = readList({ status: 'shipped' }, SPEC)
  expect(previousHref(first)).toBeUndefined()
  const second = readList(paramsOf(nextHref(first, 'c1')), SPEC)
  expect(second.page).toBe(2)
  expect(questionOf(second)).toMatchObject({ cursor: 'c1' })
  const third = readList(paramsOf(nextHref(second, 'c2')), SPEC)
  expect(previousHref(third)).toBe(nextHref(first, 'c1'))
  expect(previousHref(second)).toBe(listHref(first))
})

test('far into a list its address stays short, and the way back leads to the beginning at last', () => {
  let list = readList({}, SPEC)
  for (let page = 1; page < 40; page += 1) list = readList(paramsOf(nextHref(list, `c${page}`)), SPEC)
  expect(list.page).toBe(40)
  expect(list.trail).toHaveLength(10)
  for (let steps = 0; list.page > 1; steps += 1) {
    expect(steps).toBeLessThan(11)
    list = readList(paramsOf(previousHref(list)!), SPEC)
  }
})

test('a click on the head of a column sorts by it, and a second one the other way round', () => {
  const usual = readList({}, SPEC)
  expect(nextSort(usual, 'createdAt')).toBe('createdAt')
  expect(nextSort(usual, 'total')).toBe('-total')
  expect(nextSort(readList({ sort: '-total' }, SPEC), 'total')).toBe('total')
  expect(nextSort(readList({}, { ...SPEC, sorts: ['createdAt', 'email'] }), 'email')).toBe('email')
})
