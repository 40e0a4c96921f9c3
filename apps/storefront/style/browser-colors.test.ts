import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PAGE_COLORS } from './browser-colors.ts'

test('the browser’s bars have the colours of the page beside them', () => {
  const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
  const pages = [...tokens.matchAll(/--color-page: (#[0-9a-f]{6})/g)].map(([, color]) => color)
  expect(pages).toEqual([PAGE_COLORS.light, PAGE_COLORS.dark])
})
