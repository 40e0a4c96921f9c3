import { readFileSync } from 'node:fs'
import { readConfig } from '@rialto/server/config'
import { between, writtenDocuments } from '@rialto/server/documents/written'
import { describe, expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

describe('what docs/ says of the contracts is what the contracts say', () => {
  for (const { path, make } of writtenDocuments()) {
    test(path, () => {
      const now = read(path)
      expect(make(now) === now, `${path} is behind the contracts: npm run documents`).toBe(true)
    })
  }
})

test('a page without its marks is not written over', () => {
  expect(() => between('a page', 'events', 'x')).toThrow(/events/)
  expect(between('a <!-- b -->old<!-- end of b --> c', 'b', 'new')).toBe(
    'a <!-- b -->\nnew\n<!-- end of b --> c',
  )
})

test('the operator’s page names every setting that there is, and none that there is not', () => {
  const config = read('apps/server/config.ts')
  // Whether the shop compiles as it goes is for those who work on it.
  const shop = read('apps/storefront/server/settings.ts').replace("env['NODE_ENV']", '')
  const settings = [
    ...[...`${config}${shop}`.matchAll(/env\['([A-Z_]+)'\]/g)].map(([, name]) => name ?? ''),
    ...[...config.matchAll(/^ {8}'?([a-z-]+)'?: \{ type: '(?:boolean|string)' \}/gm)].map(
      ([, name]) => `--${name}`,
    ),
  ]
  const page = read('docs/operating.md')
  const told = [...page.matchAll(/^\| `([A-Z_]+|--[a-z-]+)/gm)].map(([, name]) => name ?? '')
  expect(new Set(told.filter((name) => name !== 'RIALTO_ORIGIN_'))).toEqual(new Set(settings))
  expect(settings.length).toBeGreaterThan(15)
  expect(readConfig([], {}).port).toBe(8000)
})
