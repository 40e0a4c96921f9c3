import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { ROOT } from './paths.mjs'
import { sources } from './pages.mjs'

test('the pages are built from what people write, and from nothing that building itself writes', () => {
  const said = spawnSync('git', ['check-ignore', '--stdin'], {
    cwd: ROOT,
    encoding: 'utf8',
    input: sources().join('\n'),
  })
  // 1 says that git ignores none of them; 128 that there is no repository to ask.
  expect({ status: said.status, ignored: said.stdout }).toEqual({ status: 1, ignored: '' })
})
