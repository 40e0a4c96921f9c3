import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { expect, test } from 'vitest'
import { openCluster, refusalOf } from './cluster.ts'
import { ConfigError, readConfig } from './config.ts'

const refused = async (databaseUrl: string) =>
  openCluster(readConfig([], { DATABASE_URL: databaseUrl }), () => {}).catch((error: unknown) => {
    expect(error).toBeInstanceOf(ConfigError)
    const { message, remedy } = error as ConfigError
    return `${message} ${remedy}`
  })
const changed = (change: (url: URL) => void) => {
  const url = new URL(testDatabaseUrl())
  change(url)
  return url.href
}

test('a PostgreSQL that knows too little for the statements of the shop is refused by its version', () => {
  for (const version of ['15.18', '17.9', ''])
    expect(refusalOf(version)?.message).toMatch(/needs 18 or later/)
  for (const version of ['18.0', '19beta1']) expect(refusalOf(version)).toBeUndefined()
})

test('a PostgreSQL of one’s own that cannot be used is told with what to do, and never with its password', async () => {
  const guess = changed((url) => (url.password = 'a-guess'))
  const answers = await Promise.all(
    [
      changed((url) => (url.pathname = '/nowhere')),
      'postgres://me:a-guess@127.0.0.1:9/postgres',
      guess,
      'nonsense',
    ].map(refused),
  )
  expect(answers[0]).toMatch(/has no database nowhere/)
  expect(answers[1]).toMatch(/does not answer at 127\.0\.0\.1:9: .*ECONNREFUSED.* leave DATABASE_URL out/)
  expect(answers[2]).toMatch(/does not let \w+ in: password authentication failed/)
  expect(answers[3]).toMatch(/is no address/)
  for (const answer of answers) expect(answer).not.toContain('a-guess')
  const { about, stop } = await openCluster(readConfig([], { DATABASE_URL: testDatabaseUrl() }), () => {})
  expect(about).toMatch(/^PostgreSQL 18\.\d+, your own$/)
  await stop()
})

test('a start that is refused at once says so and nothing else', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-refused-'))
  const child = fork(new URL('./main.ts', import.meta.url), [], {
    env: { RIALTO_DATA: dataDir, DATABASE_URL: 'postgres://127.0.0.1:9/postgres' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString('utf8')))
  const said: unknown[] = []
  child.on('message', (message) => said.push(message))
  expect((await once(child, 'close'))[0]).toBe(1)
  await rm(dataDir, { recursive: true })
  expect(words).toBe('')
  expect(said.at(-1)).toMatchObject({ type: 'failed', cause: expect.stringContaining('does not answer') })
})
