import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { startEmbeddedPostgres, wipeEmbeddedPostgres } from '../embedded.ts'
import { unprivilegedAccount } from './place.ts'

test('the first account that exists is taken', () => {
  const account = unprivilegedAccount(['no-such-account-here', 'nobody'])
  assert.equal(account.name, 'nobody')
  assert.ok(account.uid > 0)
})

test('a folder that the account cannot enter is exchanged for one that it can', async ({ skip }) => {
  if (process.getuid?.() !== 0) skip('only root hands PostgreSQL to another account')
  const closed = mkdtempSync(join(tmpdir(), 'rialto-closed-'))
  const told: string[] = []
  const options = { dataDir: join(closed, 'database'), onProgress: (line: string) => told.push(line) }
  const database = await startEmbeddedPostgres(options)
  const [line = ''] = told
  const [, home = ''] = /cannot enter .*, so the database lives in (\S+)$/.exec(line) ?? []
  assert.ok(existsSync(join(home, 'cluster', 'PG_VERSION')), line)
  assert.equal(readFileSync(join(options.dataDir, 'MOVED'), 'utf8'), `${line}\n`)

  await database.stop()
  await wipeEmbeddedPostgres(options)
  assert.equal(existsSync(home), false)
  rmSync(closed, { recursive: true })
})
