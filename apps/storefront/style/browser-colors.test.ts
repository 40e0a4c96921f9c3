import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PAGE_COLORS, SHARE_COLORS } from './browser-colors.ts'

const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

test('the browser’s bars have the colours of the page beside them', () => {
  const pages = [...tokens.matchAll(/--color-page: (#[0-9a-f]{6})/g)].map(([, color]) => color)
  expect(pages).toEqual([PAGE_COLORS.light, PAGE_COLORS.dark])
})

test('the picture beside a link has the colours of the shop', () => {
  for (const [name, color] of Object.entries(SHARE_COLORS))
    expect(tokens).toContain(`--color-${name}: ${color};`)
})
