import assert from 'node:assert/strict'
import { test } from 'vitest'
import { explainInstall } from './install-failure.mjs'

const OUTPUTS: readonly (readonly [output: string, cause: RegExp])[] = [
  ['npm error code ENOTFOUND\nnpm error network request failed', /cannot be reached/],
  ['ERR_PNPM_META_FETCH_FAIL error sending request for url', /cannot be reached/],
  ['ERR_PNPM_FETCH_403  GET pg: Forbidden - 403', /refuses/],
  ['ERR_PNPM_FETCH_404  GET pg: Not Found - 404', /does not have/],
  ['ENOSPC: no space left on device, write', /disk is full/],
  ['╰─▶ Failed to write cafs: No space\n      left on device (os error 28)', /disk is full/],
  ['EROFS: read-only file system, mkdir', /may not be written/],
  ['ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"', /does not fit/],
  ['spawn npx ENOENT', /npx, which belongs to npm, is not installed/],
  ['something new', /its last lines are above/],
]

for (const [output, cause] of OUTPUTS) {
  test(`a person is told what to do about "${output.split('\n')[0]}"`, () => {
    const failure = explainInstall(output)
    assert.match(failure.message, cause)
    assert.notEqual(failure.remedy, '')
    assert.equal(failure.details, output)
  })
}
