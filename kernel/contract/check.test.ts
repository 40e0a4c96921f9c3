import fc from 'fast-check'
import Type, { type TSchema } from 'typebox'
import { expect, test } from 'vitest'
import { inputCheck, schemaCheck } from './check.ts'
import type { Route } from './contract.ts'
import { Problem, type InputError } from './problem.ts'
import { Currency, FreeForm, Id, line, listQuery, spelled, Time } from './schema.ts'

function faultsOf(schema: TSchema, value: unknown): readonly InputError[] {
  try {
    schemaCheck(schema, 'validation_failed')(value)
    return []
  } catch (error) {
    if (error instanceof Problem && error.code === 'validation_failed') return error.extras.errors ?? []
    throw error
  }
}

const pathsOf = (schema: TSchema, value: unknown) => faultsOf(schema, value).map(({ path }) => path)

const Quantity = Type.Integer({ minimum: 1, maximum: 100 })
const Line = Type.Object({ sku: Id, quantity: Quantity })
const Card = Type.Object({ method: Type.Literal('card'), token: Type.String() })
const Invoice = Type.Object({ method: Type.Literal('invoice'), days: Type.Integer() })
const Order = Type.Object({
  items: Type.Array(Line, { minItems: 1, maxItems: 3 }),
  payment: Type.Optional(Type.Union([Card, Invoice, Type.Null()])),
  attributes: Type.Optional(FreeForm),
  note: Type.Optional(line(10)),
})
const good = { items: [{ sku: 'A-1', quantity: 2 }] }

test('nothing is coerced: text, truth and lists are no numbers', () => {
  for (const quantity of ['5', true, [5], null, { valueOf: 5 }, 1.5, 0, 101, Number.NaN, Infinity, 1e300]) {
    expect(pathsOf(Order, { items: [{ sku: 'A-1', quantity }] }), String(quantity)).toEqual([
      '/items/0/quantity',
    ])
  }
  for (const sku of [5, true, ['A-1'], null, '', 'A 1', 'A-1\n', 'x'.repeat(65)]) {
    expect(pathsOf(Order, { items: [{ sku, quantity: 2 }] }), String(sku)).toContain('/items/0/sku')
  }
})

test('an integer without bounds is still one that a double holds exactly', () => {
  expect(faultsOf(Type.Integer(), 2 ** 53 - 1)).toEqual([])
  expect(faultsOf(Type.Integer(), 2 ** 53)).toHaveLength(1)
  expect(faultsOf(Type.Integer(), 1e300)).toHaveLength(1)
  expect(faultsOf(Type.Integer({ exclusiveMinimum: 0 }), 1)).toEqual([])
})

test('an unknown field is refused at any depth, in lists and in every branch of a union', () => {
  expect(pathsOf(Order, { ...good, admin: true })).toEqual(['/admin'])
  expect(pathsOf(Order, { items: [{ sku: 'A-1', quantity: 2, price: 0 }] })).toEqual(['/items/0/price'])
  expect(pathsOf(Order, { ...good, payment: { method: 'card', token: 't', paid: true } })).toEqual([
    '/payment/paid',
  ])
  expect(pathsOf(Order, { ...good, payment: { method: 'invoice', days: 3, token: 't' } })).toEqual([
    '/payment/token',
  ])
  expect(pathsOf(Order, { ...good, toString: 1, 'a/b~c': 2 })).toEqual(['/toString', '/a~1b~0c'])
})

test('a fault names the property that is wrong, and only the branch that was meant', () => {
  expect(faultsOf(Order, {})).toEqual([{ path: '/items', message: 'is required', code: 'required' }])
  expect(pathsOf(Order, { ...good, payment: { method: 'card' } })).toEqual(['/payment/token'])
  expect(pathsOf(Order, { ...good, payment: { method: 'invoice', days: '3' } })).toEqual(['/payment/days'])
  expect(faultsOf(Order, { ...good, payment: { method: 'barter' } })).toEqual([
    { path: '/payment', message: 'matches none of the allowed forms', code: 'anyOf' },
  ])
  const status = Type.Object({ status: Type.Union([Type.Literal('open'), Type.Literal('closed')]) })
  expect(faultsOf(status, { status: 'ajar' })).toEqual([
    { path: '/status', message: 'must be one of open, closed', code: 'anyOf' },
  ])
  const sorted = Type.Object({ sort: Type.Enum(['price', '-price']) })
  expect(faultsOf(sorted, { sort: 'colour' })).toEqual([
    { path: '/sort', message: 'must be one of price, -price', code: 'enum' },
  ])
  const many = Type.Enum(Array.from({ length: 21 }, (_, i) => `v${i}`))
  expect(faultsOf(many, 'w')[0]?.message).toMatch(/v19, …$/)
  expect(pathsOf(Order, 'order')).toEqual([''])
  expect(pathsOf(Order, [])).toEqual([''])
})

test('what a pattern or a format asks for is said in words', () => {
  const Person = Type.Object({
    name: line(10),
    currency: Type.Optional(Currency),
    born: Type.Optional(Type.Union([Time, Type.Null()])),
    pets: Type.Optional(Type.Array(Type.Object({ id: Id }))),
  })
  const said = (value: object) => faultsOf(Person, value).map(({ path, message }) => `${path} ${message}`)
  expect(said({ name: '\n', currency: 'usd', born: 'May', pets: [{ id: 'a b' }] })).toEqual([
    '/name must be one line of text with something to be seen in it',
    '/currency must be a currency code like USD',
    '/pets/0/id must be letters, digits, and any of _ . : @ -, the first a letter or digit',
    '/born must be a time like 2026-11-30T12:00:00Z',
  ])
  expect(faultsOf(Type.String({ pattern: '^a$' }), 'b')[0]?.message).toContain('^a$')
})

test('a union inside a union still points at the property', () => {
  const inner = Type.Union([Type.Object({ kind: Type.Literal('a'), n: Quantity }), Type.Null()])
  const outer = Type.Object({ to: Type.Union([Type.Object({ list: Type.Array(inner) }), Type.String()]) })
  expect(pathsOf(outer, { to: { list: [null, { kind: 'a', n: 'x' }] } })).toEqual(['/to/list/1/n'])
  expect(pathsOf(outer, { to: 5 })).toEqual(['/to'])
})

test('a merchant’s map keeps its own names, holds scalars only, and is bounded', () => {
  expect(
    faultsOf(Order, { ...good, attributes: { 'screen size': 15.6, color_name: 'red', 'a/b': true } }),
  ).toEqual([])
  expect(pathsOf(Order, { ...good, attributes: { 'bell\u0007': 1 } })).toEqual(['/attributes/bell\u0007'])
  expect(pathsOf(Order, { ...good, attributes: { ['x'.repeat(65)]: 1 } })).toHaveLength(1)
  expect(pathsOf(Order, { ...good, attributes: { deep: { er: 1 } } })).toEqual(['/attributes/deep'])
  expect(pathsOf(Order, { ...good, attributes: { none: null } })).toEqual(['/attributes/none'])
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`a${i}`, 1]))
  expect(pathsOf(Order, { ...good, attributes: many })).toEqual(['/attributes'])
})

test('objects in unions, maps and lists are closed, whatever their properties are called', () => {
  const closedInside = [
    Type.Record(Type.String(), Type.Object({ a: Type.String() })),
    Type.Union([Type.Object({ x: Type.Object({ a: Type.String() }) }), Type.Null()]),
    Type.Object({ x: Type.Array(Type.Object({ a: Type.String() })) }),
    Type.Object({ x: Type.Object({ a: Type.String(), const: Type.Optional(Type.Object({})) }) }),
    Type.Object({ const: Type.Object({ a: Type.String() }) }),
    Type.Object({ type: Type.Object({ a: Type.String() }), examples: Type.Optional(Type.Object({})) }),
  ]
  const inside = { a: 's', extra: 1 }
  for (const value of [
    { x: inside },
    { x: [inside] },
    { const: inside },
    { type: inside },
    { x: { a: 's', const: { b: 1 } } },
  ]) {
    for (const schema of closedInside) expect(faultsOf(schema, value), JSON.stringify(value)).not.toEqual([])
  }
})

test('an intersection of closed objects, which nothing could satisfy, is refused at start', () => {
  const both = Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })])
  expect(() => schemaCheck(both, 'validation_failed')).toThrow(/allOf/)
})

test('a line of text has no control character anywhere, turns no text round, and shows something', () => {
  for (const text of ['a', ' a ', 'Zoë 😀', 'a  b', '👩\u200d👧', 'سارة\u200f', '\u202bسارة\u202c'])
    expect(faultsOf(line(10), text), text).toEqual([])
  for (const text of ['\u200b', ' \u00ad\u200d ', '\u202e', 'photo\u202egpj', '\u202da'])
    expect(faultsOf(line(20), text), JSON.stringify(text)).not.toEqual([])
  expect(faultsOf(line(20, 0), 'photo\u202egpj')).not.toEqual([])
  for (const text of [
    '',
    ' ',
    '\u00a0 ',
    'a\nb',
    '\u0001',
    'a\u0000',
    '\u0085',
    ' \t',
    'a\u0085b',
    '\u0007a',
  ]) {
    expect(faultsOf(line(10), text), JSON.stringify(text)).not.toEqual([])
  }
  expect(faultsOf(line(10, 0), '')).toEqual([])
  expect(faultsOf(line(3), '😀😀😀')).toEqual([])
  expect(faultsOf(line(3), 'a\u0301\u0301\u0301')).not.toEqual([])
})

test('hostile length makes no pattern backtrack', () => {
  const started = performance.now()
  for (const text of [
    ' '.repeat(500_000),
    ' \u200b\ufeff'.repeat(200_000),
    `${'a'.repeat(500_000)}\u0001`,
    'a@'.repeat(250_000),
    '1'.repeat(500_000),
  ]) {
    for (const schema of [
      line(10),
      line(10, 0),
      Id,
      Time,
      Type.String({ format: 'email', maxLength: 254 }),
    ]) {
      expect(faultsOf(schema, text)).not.toEqual([])
    }
  }
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('at most twenty faults are named, however many there are', () => {
  const many = { items: Array.from({ length: 1000 }, () => ({ sku: 5, quantity: 'x', extra: 1 })) }
  expect(faultsOf(Order, many).length).toBeLessThanOrEqual(20)
  expect(
    faultsOf(Order, Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, 1]))).length,
  ).toBeLessThanOrEqual(21)
})

test('what the check accepts stays what it was, and what it refuses always says where', () => {
  const before = fc.record(
    {
      items: fc.array(fc.record({ sku: fc.string(), quantity: fc.oneof(fc.integer(), fc.string()) })),
      note: fc.string(),
      extra: fc.nat(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(before, (value) => {
      const copy = structuredClone(value)
      const faults = faultsOf(Order, value)
      expect(value).toEqual(copy)
      for (const { path, message, code } of faults) {
        expect(path === '' || path.startsWith('/')).toBe(true)
        expect(message.length * code.length).toBeGreaterThan(0)
      }
    }),
  )
})

test('each part of an input answers with its own problem, and a part that no route takes is refused', () => {
  const route: Route = {
    method: 'POST',
    path: '/api/v1/things/:id',
    summary: 'A thing',
    policy: 'public',
    params: Type.Object({ id: Id }),
    query: listQuery({}),
    headers: Type.Object({ 'x-key': Type.Optional(Type.String({ maxLength: 3 })) }),
    body: Type.Object({ name: spelled(Type.String(), 'title') }),
    output: Type.Object({}),
  }
  const check = inputCheck(route)
  const input = { params: { id: 'a' }, query: {}, headers: {}, body: { name: 'n' } }
  expect(() => check(input)).not.toThrow()
  const refusals = [
    [{ params: { id: '' } }, 'invalid_path'],
    [{ query: { limit: 0 } }, 'invalid_query'],
    [{ query: { page: 2 } }, 'invalid_query'],
    [{ headers: { 'x-key': 'long' } }, 'invalid_header'],
    [{ body: { name: 1 } }, 'validation_failed'],
    [{ body: undefined }, 'validation_failed'],
  ] as const
  for (const [wrong, code] of refusals) {
    expect(() => check({ ...input, ...wrong }), JSON.stringify(wrong)).toThrow(
      expect.objectContaining({ code }),
    )
  }
  const bare = inputCheck({
    ...route,
    params: Type.Object({}),
    query: Type.Object({}),
    headers: Type.Object({}),
    body: Type.Object({}),
  })
  expect(() => bare({ query: {}, params: {}, headers: {}, body: {} })).not.toThrow()
  const { body: _body, query: _query, ...without } = route
  expect(() => inputCheck(without)({ params: { id: 'a' }, headers: {}, body: {} })).not.toThrow()
  for (const body of [{ a: 1 }, [1], 'x', 0, null]) {
    expect(
      () => inputCheck(without)({ params: { id: 'a' }, headers: {}, body }),
      JSON.stringify(body),
    ).toThrow(expect.objectContaining({ code: 'validation_failed' }))
  }
})
