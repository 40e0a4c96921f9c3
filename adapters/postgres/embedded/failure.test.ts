import assert from 'node:assert/strict'
import { test } from 'vitest'
import { asFailure, explain } from './failure.ts'

const WHERE = { folder: '/data/database', log: '/data/database/log' }

const WORDS: readonly (readonly [words: string, cause: RegExp])[] = [
  ['FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device', /disk .* is full/],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /memory/],
  ['FATAL:  data directory "/data" has wrong ownership', /may not write/],
  ['initdb: error: could not create directory "/data": Read-only file system', /may not write/],
  ['postgres: error while loading shared libraries: libicuuc.so.60', /cannot run .* libicuuc/],
  ['spawn /app/bin/initdb ENOENT', /cannot run/],
  ['2026-01-01 00:00:00.000 UTC [7] FATAL:  something new', /did not start: FATAL: {2}something new$/],
  ['', /left no message/],
]

for (const [words, cause] of WORDS) {
  test(`a person is told what to do about "${words}"`, () => {
    const failure = explain(words, WHERE)
    assert.match(failure.message, cause)
    assert.notEqual(failure.remedy, '')
  })
}

test('what the file system refuses is told the same way, a mistake of ours is not hidden', () => {
  const refused = Object.assign(new Error('ENOSPC: no space left on device, write'), { syscall: 'write' })
  assert.match(String(asFailure(refused, WHERE)), /disk .* is full/)
  const mistake = new TypeError('x is undefined')
  assert.equal(asFailure(mistake, WHERE), mistake)
})
