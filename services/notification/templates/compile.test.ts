import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compiledSource } from './compile.ts'

test('the layout that mails are made of is the one that is written down: else run compile.ts', async () => {
  const kept = readFileSync(new URL('./compiled.ts', import.meta.url), 'utf8')
  expect(kept).toBe(await compiledSource())
})
