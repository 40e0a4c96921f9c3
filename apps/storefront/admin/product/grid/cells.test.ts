import { expect, test } from 'vitest'
import { askedFor, cellKey, changedRows, isRight, pasted, written, type GridRow } from './cells.ts'

const row = (id: string, rest: Partial<GridRow> = {}): GridRow => ({
  id,
  productId: id,
  name: id,
  sku: id,
  currency: 'USD',
  digits: 2,
  price: '10.00',
  stock: '5',
  kind: 'single',
  version: 1,
  ...rest,
})
const ROWS = [row('a'), row('b', { kind: 'varied' }), row('c')]

test('a block of a spreadsheet fills the cells from where it is put, and leaves out what cannot be set', () => {
  const cells = pasted('1\t2\r\n3\t4\r\n5\t6\r\n7\t8\r\n', ROWS, { row: 0, column: 0 })
  expect([...cells]).toEqual([
    ['price a', '1'],
    ['stock a', '2'],
    ['price c', '5'],
    ['stock c', '6'],
  ])
  expect([...pasted('9', ROWS, { row: 2, column: 1 })]).toEqual([['stock c', '9']])
})

test('undoing gives back what stood there, step by step', () => {
  const first = written(new Map(), ROWS, new Map([[cellKey('a', 'price'), '12']]))
  const second = written(
    first.edits,
    ROWS,
    new Map([
      [cellKey('a', 'price'), '13'],
      [cellKey('c', 'stock'), '0'],
    ]),
  )
  expect(changedRows(second.edits, ROWS).map(({ row: { id }, price, stock }) => [id, price, stock])).toEqual([
    ['a', '13', undefined],
    ['c', undefined, '0'],
  ])
  const back = written(second.edits, ROWS, second.undo)
  expect([...back.edits]).toEqual([['price a', '12']])
  expect(written(back.edits, ROWS, first.undo).edits.size).toBe(0)
})

test('typing what stands there already is no change', () => {
  expect(written(new Map(), ROWS, new Map([[cellKey('a', 'price'), '10.00']])).edits.size).toBe(0)
})

test('a price needs to be an amount of its currency and stock a whole number', () => {
  expect([isRight(ROWS[0]!, 'price', '9.99'), isRight(row('y', { digits: 0 }), 'price', '9.99')]).toEqual([
    true,
    false,
  ])
  expect([isRight(ROWS[0]!, 'stock', '7'), isRight(ROWS[0]!, 'stock', '7.5')]).toEqual([true, false])
})

test('what was typed is asked for product by product, and of its variants those that are other', () => {
  const variant = (size: string) => row(`coat/${size}`, { productId: 'coat', sku: size, kind: 'variant' })
  const rows = [row('a'), row('coat', { kind: 'varied' }), variant('S'), variant('M'), variant('L')]
  const edits = new Map([
    [cellKey('a', 'stock'), '1,200'],
    [cellKey('coat/S', 'price'), '12,50'],
    [cellKey('coat/L', 'price'), '14'],
    [cellKey('coat/L', 'stock'), '0'],
  ])
  expect(askedFor(changedRows(edits, rows))).toEqual([
    { id: 'a', version: 1, stock: 1_200 },
    {
      id: 'coat',
      version: 1,
      variants: [
        { sku: 'S', price: 12.5 },
        { sku: 'L', price: 14, stock: 0 },
      ],
    },
  ])
})
