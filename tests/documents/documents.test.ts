import { asyncApiDocument, openApiDocument } from '@rialto/server/documents/documents'
import specs from '@asyncapi/specs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import { expect, test } from 'vitest'

// A document is walked without knowing it.
// oxlint-disable-next-line typescript/no-explicit-any
type Tree = Record<string, any>

test('openapi.json is OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(openApiDocument())
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
})

test('the judge of openapi.json sees a planted mistake', async () => {
  for (const plant of [
    (document: Tree) => delete document['info'],
    (document: Tree) => (document['paths']['/health'] = { get: { responses: 'ok' } }),
    (document: Tree) => (document['servers'] = 'here'),
  ]) {
    const document = structuredClone<Tree>(openApiDocument())
    plant(document)
    expect((await new Validator().validate(document)).valid).toBe(false)
  }
})

test('asyncapi.json is AsyncAPI 3', () => {
  const check = asyncApiCheck()
  expect(check(asyncApiDocument()), JSON.stringify(check.errors?.slice(0, 3))).toBe(true)
  expect(check({ ...asyncApiDocument(), channels: { a: { address: 5 } } })).toBe(false)
})

test('every example is what its schema allows', () => {
  const ajv = new Ajv2020({ strict: false, validateSchema: false })
  ajvFormats.default(ajv)
  const document: Tree = openApiDocument()
  ajv.addSchema(document, 'openapi')
  let count = 0
  for (const [pointer, { schema, example, examples }] of mediaOf(document)) {
    const shown =
      example === undefined
        ? Object.values<Tree>(examples ?? {}).map(({ value }) => value as unknown)
        : [example]
    if (schema === undefined) continue
    const check = ajv.compile({ $ref: `openapi#${pointer}/schema` })
    for (const value of shown) {
      count += 1
      expect(check(value), `${pointer} ${JSON.stringify(check.errors)}`).toBe(true)
    }
  }
  expect(count).toBeGreaterThan(200)
})

test('every body that is sent or answered by a contract has an example', () => {
  const bare = [...mediaOf(openApiDocument())]
    .filter(
      ([pointer, { example, examples }]) =>
        !pointer.startsWith('/paths/~1health') &&
        pointer.endsWith('json') &&
        example === undefined &&
        examples === undefined,
    )
    .map(([pointer]) => decodeURIComponent(pointer))
  expect(bare, 'add a word to contracts/examples.ts, or `examples` to the schema').toEqual([])
})

test('every event has an example that its schema allows, and every $ref leads somewhere', () => {
  const document: Tree = asyncApiDocument()
  const ajv = new Ajv2020({ strict: false, validateSchema: false })
  ajvFormats.default(ajv)
  ajv.addSchema(document, 'asyncapi')
  for (const [type, message] of Object.entries<Tree>(document['components'].messages)) {
    const check = ajv.compile({ $ref: `asyncapi#/components/messages/${type}/payload` })
    expect(check(message.examples[0]?.payload), `${type} ${JSON.stringify(check.errors)}`).toBe(true)
  }
  for (const reference of JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g)) {
    const end = (reference[1] ?? '')
      .split('/')
      .slice(1)
      .reduce<Tree | undefined>((node, key) => node?.[key] as Tree | undefined, document)
    expect(end, reference[1]).toBeDefined()
  }
})

/** Whatever has a schema beside its examples, by JSON pointer. */
function* mediaOf(node: Tree, pointer = ''): Generator<[string, Tree]> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, value] of Object.entries<Tree>(node)) {
    const here = `${pointer}/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`
    if (/\/content\/[^/]+$/.test(here)) yield [here, value]
    else if (key !== 'schema' && key !== 'example') yield* mediaOf(value, here)
  }
}

function asyncApiCheck() {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  return ajv.compile((specs as { schemasWithoutId: Record<string, object> }).schemasWithoutId['3.0.0'] ?? {})
}
