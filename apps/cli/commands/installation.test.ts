import { copyFileSync, existsSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wipeEmbeddedPostgres } from '@rialto/adapter-postgres/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type } from '../played.fixture.ts'

const LONG_MS = 240_000

let folder: string
let env: Record<string, string>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rialto-installation-'))
  env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    RIALTO_DATA: join(folder, 'data'),
    RIALTO_DEMO: 'small',
    RIALTO_MAIL_PORT: '0',
    PORT: '0',
  }
})
afterAll(async () => {
  await type('stop', env)
  for (const name of ['data', 'new'])
    if (existsSync(join(folder, name)))
      await wipeEmbeddedPostgres({ dataDir: join(folder, name, 'postgres') })
  await rm(folder, { recursive: true, force: true })
}, LONG_MS)

test(
  'an installation is started behind one’s back, backed up while orders come in, restored, judged, and ended',
  async () => {
    expect((await type('stop', env)).out).toBe('Nothing runs here.\n')
    const started = await type('start --detach --no-shop --json', env)
    expect(started.exitCode, started.err).toBe(0)
    const { origins, pid } = JSON.parse(started.out) as { origins: { gateway: string }; pid: number }
    const there = { ...env, RIALTO_URL: origins.gateway }
    expect((await type('start --detach', env)).out).toContain(`It runs already: ${origins.gateway}`)

    expect((await type('status', env)).out).toContain(origins.gateway)

    let ordering = true
    const buyers = Array.from({ length: 4 }, async () => {
      let walked = 0
      while (ordering) walked += (await type('demo order --json', there)).exitCode === 0 ? 1 : 0
      return walked
    })
    const file = join(folder, 'shop.tar')
    const backup = await type(`backup ${file} --json`, env)
    ordering = false
    const walked = await Promise.all(buyers)
    expect(backup.exitCode, backup.err).toBe(0)
    expect(Math.min(...walked)).toBeGreaterThan(0)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(JSON.parse(backup.out)).toMatchObject({
      hasSecret: true,
      counts: { pictures: expect.any(Number) },
    })
    expect((await type(`backup ${file}`, env)).exitCode).toBe(2)

    expect((await type(`restore ${file}`, env)).exitCode).toBe(2)
    const restored = await type(`restore ${file} --data ${join(folder, 'new')} --json`, env)
    expect(restored.exitCode, restored.err).toBe(0)
    expect(JSON.parse(restored.out)).toMatchObject({ holds: true })

    const damaged = join(folder, 'damaged.tar')
    copyFileSync(file, damaged)
    writeSync(openSync(damaged, 'r+'), Buffer.from('not what was there'), 0, 18, 2_000_000)
    const refused = await type(`restore ${damaged} --data ${join(folder, 'other')}`, env)
    expect(refused.exitCode).toBe(1)
    expect(readdirSync(join(folder, 'other'))).toEqual([])

    expect((await type('logs order -n 2', env)).out.trimEnd().split('\n')).toHaveLength(2)
    expect((await type('reset --yes', env)).exitCode).toBe(1)
    expect((await type('stop --dry-run', env)).out).toBe(`Would end ${pid}.\n`)
    expect((await type('stop', env)).out).toBe(`Stopped (process ${pid}).\n`)

    const moved = { ...env, RIALTO_DATA: join(folder, 'new') }
    const again = await type('start --detach --no-shop --json', moved)
    expect(again.exitCode, again.err).toBe(0)
    const verified = await type('verify', moved)
    expect(verified.exitCode, verified.out).toBe(0)
    expect((await type('stop', moved)).exitCode).toBe(0)
    expect((await type('reset', moved)).exitCode).toBe(2)
    expect((await type('reset', moved, false, { answers: ['new'] })).exitCode).toBe(0)
    expect(existsSync(join(folder, 'new', 'postgres', 'cluster'))).toBe(false)
  },
  LONG_MS,
)
