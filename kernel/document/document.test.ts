import Type from 'typebox'
import { expect, test } from 'vitest'
import { contract } from '../contract/contract.ts'
import { FreeForm, Id, OPEN_INSIDE, line, listOf, listQuery, spelled } from '../contract/schema.ts'
import { asyncApiOf } from './asyncapi.ts'
import { openApiOf } from './openapi.ts'
import { openShelf, portable } from './schema.ts'

const INFO = { title: 'Toys', version: '1', description: 'Toys' }
const Toy = Type.Object({ id: Id, name: line(20), attributes: Type.Optional(FreeForm) })

const toys = contract({
  name: 'toys',
  summary: 'What children play with',
  problems: { no_such_toy: { status: 404, title: 'There is no such toy' } },
  routes: {
    list: {
      method: 'GET',
      path: '/api/v1/toys',
      summary: 'All toys',
      policy: 'public',
      query: listQuery({ colour: Type.Optional(Type.Union([Type.Literal('red'), Type.Literal('blue')])) }),
      output: listOf(Toy),
    },
    rename: {
      method: 'PUT',
      path: '/api/v1/toys/:id',
      summary: 'Another name',
      policy: { permission: 'toys:write' },
      params: Type.Object({ id: Id }),
      body: Type.Object({ name: spelled(line(20), 'title') }),
      output: Toy,
      problems: ['no_such_toy', 'lost_update'],
    },
    add: {
      method: 'POST',
      path: '/api/v1/toys',
      summary: 'A new toy',
      policy: 'signed_in',
      body: Type.Object({ name: line(20) }),
      output: Toy,
      status: 201,
      idempotent: true,
      respondAsync: true,
    },
    count: {
      method: 'POST',
      path: 'count',
      summary: 'Inside only',
      policy: 'service',
      output: Type.Integer(),
    },
  },
  events: { broken: { version: 2, aliases: ['toy_broken'], data: Type.Object({ toyId: Id }) } },
})

type Operation = {
  parameters: { $ref?: string; name?: string }[]
  security: unknown
  requestBody: { required: boolean; content: { 'application/json': { schema: Record<string, unknown> } } }
  responses: Record<string, { $ref?: string; headers?: object; content?: object }>
}

function operations(): Record<string, Operation> {
  const document = openApiOf([toys], { info: INFO, names: { 'toys.rename': 'Toy' } })
  const paths = document['paths'] as Record<string, Record<string, Operation & { operationId: string }>>
  return Object.fromEntries(
    Object.values(paths)
      .flatMap((item) => Object.values(item))
      .map((operation) => [operation.operationId, operation]),
  )
}

const refsOf = ({ parameters }: Operation) =>
  parameters.map(({ $ref, name }) => name ?? $ref?.split('/').at(-1))

test('an object that its service closes is shown closed, and nothing of how', () => {
  const open = Type.Object({ id: Id }, OPEN_INSIDE)
  const shown = openShelf().put(open, 'request')
  expect(shown).toMatchObject({ type: 'object', additionalProperties: false })
  expect(shown).not.toHaveProperty('isClosedByService')
})

test('what only services may ask stays out of the document', () => {
  expect(Object.keys(operations()).toSorted()).toEqual(['toys.add', 'toys.list', 'toys.rename'])
})

test('an operation tells what it reads: path, query, and the headers that its promises bring', () => {
  const { 'toys.add': add, 'toys.list': list, 'toys.rename': rename } = operations()
  expect(refsOf(list!)).toEqual(['limit', 'cursor', 'colour', 'IfNoneMatch', 'RequestId'])
  expect(refsOf(rename!)).toEqual(['id', 'IfMatch', 'RequestId'])
  expect(refsOf(add!)).toEqual(['IdempotencyKey', 'Prefer', 'RequestId'])
  expect([list!.security, add!.security, rename!.security]).toEqual([
    [{}, { bearer: [] }],
    [{ bearer: [] }],
    [{ bearer: ['toys:write'] }],
  ])
  expect(rename!.requestBody.required).toBe(true)
})

test('an operation tells every status that it may answer with', () => {
  const { 'toys.add': add, 'toys.list': list, 'toys.rename': rename } = operations()
  expect(Object.keys(list!.responses)).toEqual(['200', '304', '400', '401', '422', '429', '500', '503'])
  expect(Object.keys(rename!.responses)).toEqual([
    '200',
    '400',
    '401',
    '403',
    '404',
    '412',
    '413',
    '415',
    '422',
    '429',
    '500',
    '503',
  ])
  expect(Object.keys(add!.responses)).toContain('202')
  expect(JSON.stringify(rename!.responses['404'])).toContain('"enum":["no_such_toy","not_found"]')
  expect(rename!.responses['412']).toEqual({ $ref: '#/components/responses/LostUpdate' })
})

test('what is sent is closed and says its other spellings; what is answered may grow', () => {
  const { 'toys.rename': rename } = operations()
  const { schema } = rename!.requestBody.content['application/json']
  expect(schema).toMatchObject({
    additionalProperties: false,
    properties: { name: { 'x-aliases': ['title'] } },
  })
  expect(JSON.stringify(rename!.responses['200'])).toContain('#/components/schemas/Toy')
})

test('two schemas of one title would lie about each other', () => {
  const shelf = openShelf()
  shelf.put(Type.Object({ a: Type.String() }, { title: 'Thing' }), 'answer')
  shelf.put(Type.Object({ b: Type.String() }, { title: 'Thing' }), 'answer')
  expect(() => shelf.put(Type.Object({ c: Type.String() }, { title: 'Thing' }), 'answer')).toThrow(/Thing/)
})

test('a pattern reads the same in other languages', () => {
  const texts = [
    'Ada',
    ' Ada',
    '',
    ' ',
    'a\nb',
    'a\u0085',
    '\u0000',
    'Zoë 😀',
    'a\tb',
    '\u200b',
    ' \u00ada',
    '\u202e',
  ]
  for (const pattern of [
    '^\\P{Cc}*$',
    ...[line(9, 0), line(9)].map((schema) => (schema as unknown as { pattern: string }).pattern),
    '^[\\P{Cc}\\n\\r\\t]*$',
    '^\\P{Cc}{1,3}$',
  ]) {
    const [ours, theirs] = [new RegExp(pattern, 'u'), new RegExp(portable(pattern), 'u')]
    for (const text of texts)
      expect(theirs.test(text), `${pattern} ${JSON.stringify(text)}`).toBe(ours.test(text))
    expect(portable(pattern)).not.toContain('\\p')
    expect(portable(pattern)).not.toContain('\\P')
  }
})

test('an event tells its version, its other names, and who listens', () => {
  const document = asyncApiOf([toys], {
    info: INFO,
    listeners: [{ consumer: 'nursery', listens: ['toys.broken'] }],
  })
  expect(document).toMatchObject({
    channels: { 'toys.broken': { address: 'toys.broken', description: 'Also known as toy_broken.' } },
    operations: {
      'toys.says.toys.broken': { action: 'send' },
      'nursery.hears.toys.broken': { action: 'receive' },
    },
    components: { messages: { 'toys.broken': { 'x-version': 2, 'x-aliases': ['toy_broken'] } } },
  })
})
