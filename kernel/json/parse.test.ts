import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../contract/problem.ts'
import { DEPTH_MAX, NAMES_MAX, parseBody } from './parse.ts'

const refused = { code: 'not_json' }

function parse(text: string): unknown {
  return parseBody(Buffer.from(text))
}

/** JSON that no rule of ours concerns: no reserved names, no NUL, no half surrogate, not too deep. */
const plainJson = fc
  .jsonValue({ maxDepth: 6 })
  .filter((value) => !/__proto__|constructor|prototype|\\u0000|\\ud[89a-f]/.test(JSON.stringify(value)))

test('plain JSON reads exactly as JSON.parse reads it', () => {
  fc.assert(
    fc.property(plainJson, fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(parse(text)).toEqual(JSON.parse(text))
    }),
    { numRuns: 500 },
  )
})

test('a property that stands twice is refused at any depth, also when escapes hide it', () => {
  for (const text of [
    '{"price":1,"price":2}',
    '{"price":1,"\\u0070rice":2}',
    '{"items":[{"a":{"b":1,"c":[],"b":{}}}]}',
    '{"":1,"":2}',
    '{"a\\"b":1,"a\\"b":2}',
    '{"a":{"x":1},"a":{"x":2}}',
  ]) {
    expect(() => parse(text), text).toThrow(expect.objectContaining(refused))
  }
})

test('equal names in different objects, and names that stand in values, are nobody’s double', () => {
  for (const text of [
    '{"a":{"a":{"a":1}},"b":["a","a",{"a":"a"},{"a":"a"}]}',
    '[{"a":1},{"a":2}]',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a\\\\":1,"a":2}',
  ]) {
    expect(parse(text)).toEqual(JSON.parse(text))
  }
})

test('for random objects a double is found if and only if there is one', () => {
  const name = fc.constantFrom('a', 'b', 'c', '\\u0061', 'a\\\\', '\\"a')
  fc.assert(
    fc.property(fc.array(name, { maxLength: 6 }), (names) => {
      const text = `{"in":[{${names.map((each) => `"${each}":{"a":"b,{"}`).join(' , ')}}]}`
      const distinct = new Set(names.map((each) => JSON.parse(`"${each}"`) as string))
      if (distinct.size === names.length) expect(parse(text)).toEqual(JSON.parse(text))
      else expect(() => parse(text)).toThrow(expect.objectContaining(refused))
    }),
  )
})

test('names that reach into prototypes are refused, however they are spelled', () => {
  for (const text of [
    '{"__proto__":{"admin":true}}',
    '{"a":[{"\\u005f_proto__":1}]}',
    '{"constructor":1}',
    '{"prototype":1}',
  ]) {
    expect(() => parse(text), text).toThrow(expect.objectContaining(refused))
  }
  expect(parse('{"a":"__proto__"}')).toEqual({ a: '__proto__' })
})

test('nesting is bounded, and hostile depth neither overflows the stack nor takes long', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  expect(() => parse(nested(DEPTH_MAX))).not.toThrow()
  expect(() => parse(nested(DEPTH_MAX + 1))).toThrow(expect.objectContaining(refused))
  expect(() => parse(nested(100_000))).toThrow(expect.objectContaining(refused))
  expect(() => parse('['.repeat(100_000))).toThrow(expect.objectContaining(refused))
  expect(() => parse('{"a":'.repeat(100_000))).toThrow(expect.objectContaining(refused))
})

test('an object has as many names as anybody needs, and not a whole body full of them', () => {
  const named = (count: number) => `{${Array.from({ length: count }, (_, i) => `"k${i}":1`).join(',')}}`
  expect(() => parse(named(NAMES_MAX))).not.toThrow()
  expect(() => parse(named(NAMES_MAX + 1))).toThrow(expect.objectContaining(refused))
})

test('text that PostgreSQL or UTF-8 cannot hold is refused: NUL, half a surrogate pair, broken bytes', () => {
  for (const text of ['"\\u0000"', '{"a\\u0000":1}', '"\\ud800"', '["\\udc00\\ud800"]', '{"\\ud800":1}']) {
    expect(() => parse(text), text).toThrow(expect.objectContaining(refused))
  }
  for (const bytes of [
    [0x22, 0xff, 0x22],
    [0x22, 0xc0, 0x80, 0x22],
    [0x22, 0xed, 0xa0, 0x80, 0x22],
  ]) {
    expect(() => parseBody(Buffer.from(bytes))).toThrow(expect.objectContaining(refused))
  }
  expect(parse('"\\ud83d\\ude00 \\u00e9 \\n"')).toBe('😀 é \n')
})

test('what is no JSON is refused, with a sentence and without a stack', () => {
  for (const text of [
    '',
    ' ',
    '{',
    '{"a":1,}',
    '[1,]',
    "{'a':1}",
    '{a:1}',
    'NaN',
    'undefined',
    '01',
    '1 2',
    '\ufeff{}',
    '"\u0001"',
  ]) {
    const thrown = catchProblem(() => parse(text))
    expect(thrown.code, JSON.stringify(text)).toBe('not_json')
    expect(thrown.extras.detail).toMatch(/^The body does not parse as JSON: /)
  }
})

test('numbers are what a double makes of them, and the schema decides whether it likes them', () => {
  expect(parse('1e400')).toBe(Infinity)
  expect(Object.is(parse('-0'), -0)).toBe(true)
  expect(parse('9007199254740993')).toBe(9007199254740992)
  expect(parse('[0.1,1E2,-1.5e-3]')).toEqual([0.1, 100, -0.0015])
})

function catchProblem(run: () => unknown): Problem {
  try {
    run()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
