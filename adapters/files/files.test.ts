import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFiles } from './files.ts'

let dir: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rialto-files-'))
})

afterEach(async () => {
  await rm(dir, { recursive: true, force: true })
})

test('what was put is there, also for who opens the folder later; what was not is undefined', async () => {
  const bytes = Buffer.from([1, 2, 3])
  await openFiles(dir).put('abcdef-320.webp', bytes)
  expect(await openFiles(dir).get('abcdef-320.webp')).toEqual(bytes)
  expect(await openFiles(dir).get('abcdef-640.webp')).toBeUndefined()
})

test('a file that is there stays as it is, and twenty at once leave one and nothing unfinished', async () => {
  const files = openFiles(dir)
  await Promise.all(Array.from({ length: 20 }, () => files.put('ab-1.webp', Buffer.from('first'))))
  await files.put('ab-1.webp', Buffer.from('second'))
  expect(String(await files.get('ab-1.webp'))).toBe('first')
  expect(await readdir(join(dir, 'ab'))).toEqual(['ab-1.webp'])
})

test('a file that could not be written leaves nothing behind', async () => {
  await writeFile(join(dir, 'cd'), 'a file where a folder should be')
  await expect(openFiles(dir).put('cd-1.webp', Buffer.from('x'))).rejects.toThrow()
  expect(await readdir(dir)).toEqual(['cd'])
})

test.each([
  '../secret',
  'a/b.webp',
  '..',
  '.hidden',
  '',
  'a\u0000b',
  'a b',
  'a..webp',
  'a'.repeat(129),
  'C:\\x',
])('the name %j is refused before the disk is asked', async (name) => {
  const files = openFiles(dir)
  await expect(files.get(name)).rejects.toThrow('no name of a file')
  await expect(files.put(name, Buffer.from('x'))).rejects.toThrow('no name of a file')
  expect(await readdir(dir)).toEqual([])
})
