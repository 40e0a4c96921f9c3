/**
 * One PostgreSQL for a whole test run, in a folder of its own that is gone afterwards. A test finds it in
 * RIALTO_TEST_DATABASE_URL and makes its own database there; a person who sets that variable brings their own server.
 */
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres, wipeEmbeddedPostgres } from '@rialto/adapter-postgres/embedded'

/** Nothing in a test run has to survive a power cut. */
const FASTER_THAN_SAFE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
}

/** Called by vitest before the first test; what it returns is called after the last. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env['RIALTO_TEST_DATABASE_URL'] !== undefined) return async () => {}

  await removeLeftovers()
  const dataDir = join(tmpdir(), `rialto-test-${process.pid}`)
  const database = await startEmbeddedPostgres({ dataDir, settings: FASTER_THAN_SAFE })
  process.env['RIALTO_TEST_DATABASE_URL'] = database.url
  return async () => {
    await database.stop()
    await wipeEmbeddedPostgres({ dataDir })
  }
}

/** A test run that was killed could not stop its server. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^rialto-test-(\d+)$/.exec(name)?.[1]
    // Numbers of processes come round: one of this process's own number was left by another.
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid))))
      await wipeEmbeddedPostgres({ dataDir: join(tmpdir(), name) })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
