/**
 * The commands of the documents, typed as they are written, one after the other on one installation. What came of
 * each is kept under the rows that promise it, so that a row fails for its own command alone. The pages of the shop
 * take half a minute to build and are left to their own rows.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { freePorts, openInstallation, type Installation } from '../installation.fixture.ts'
import { pass, type Verdicts } from '../verdict.ts'
import { eventually } from '../world.fixture.ts'

/** A machine that has others to run is slow, not wrong. */
const READY_MS_MAX = 60_000

/** What went wrong with the commands of a row; nothing where it is not there. */
type Faults = ReadonlyMap<string, unknown>
type Step = (ids: string, does: () => Promise<void>) => Promise<void>

let typing: Promise<Faults> | undefined

/** These rows hold while their commands do what they promise. */
export function typed(ids: string, shown: string): Verdicts {
  const check = (id: string) => async () => {
    typing ??= typeAll()
    const fault = (await typing).get(id)
    if (fault !== undefined) throw fault
  }
  return Object.fromEntries(ids.split(' ').map((id) => [id, pass(shown, check(id))]))
}

async function typeAll(): Promise<Faults> {
  const faults = new Map<string, unknown>()
  const step: Step = async (ids, does) => {
    try {
      await does()
    } catch (error) {
      for (const id of ids.split(' ')) faults.set(id, error)
    }
  }
  const installation = await openInstallation()
  try {
    await prepare(installation, step)
    await startAndLook(installation, step)
    await comeAndGo(installation, step)
    await inParts(installation, step)
    await clear(installation, step)
    await tryIt(installation, step)
  } finally {
    await installation.close()
  }
  return faults
}

async function prepare({ type, rows }: Installation, step: Step): Promise<void> {
  for (const [id, line] of [
    ['000-C001', 'make setup'],
    ['002-C001', './install_dependencies.sh'],
  ] as const)
    await step(id, async () => {
      expect(await type(line)).toMatch(/dependencies: done in .* up to date/)
    })
  await step('000-C008', async () => {
    expect(await type('make migrate-service SERVICE=order')).toMatch(/^Ran \d+:\n(order .*\n)+$/)
  })
  await step('000-C007', async () => {
    expect(await type('make migrate')).toMatch(/^Ran \d+:[\s\S]*catalog/)
    expect(await type('make migrate')).toBe('Everything is at its version.\n')
  })
  await step('002-C002 002-D004', async () => {
    expect(await type('make seed-service SERVICE=auth-service')).toMatch(/^The demo accounts are there\.$/m)
    expect(await rows('identity', 'select 1 from account')).toHaveLength(4)
    expect(await rows('catalog', 'select 1 from product')).toEqual([])
    const all = { RIALTO_DEMO: undefined }
    for (const line of ['./seed_all.sh', './seed_all.sh'])
      expect(await type(line, all)).toMatch(/^The demo accounts, products and orders are there\.$/m)
    expect((await rows('catalog', 'select 1 from product')).length).toBe(200)
    const [made] = await rows(
      'order',
      `select count(*)::int as orders, count(distinct user_id)::int as people, count(distinct status)::int as states,
              count(distinct created_at::date)::int as days from orders`,
    )
    for (const [what, atLeast] of Object.entries({ orders: 200, people: 20, states: 8, days: 50 }))
      expect(made?.[what], what).toBeGreaterThanOrEqual(atLeast)
  })
}

async function startAndLook({ type, running }: Installation, step: Step): Promise<void> {
  await step('000-C002', async () => {
    const [, origin] = /^Rialto is ready: (http:\S+) /m.exec(await type('make start FLAGS=--no-shop')) ?? []
    expect((await fetch(`${origin}/health`)).status).toBe(200)
  })
  await step('002-C014 002-O017', async () => {
    const told = await type('./test_services.py')
    expect(told).toMatch(/✓ identity[\s\S]*✓ notification[\s\S]*Thank you for your order[\s\S]*came back/)
    expect(told).toMatch(/A declined card buys nothing[\s\S]*anybody else[\s\S]*\d+ steps in/)
  })
  await step('002-C007', async () => {
    const told = await type('./run_services.sh status')
    expect(told.match(/^ {2}✓ /gm)?.length).toBeGreaterThanOrEqual(11)
  })
  await step('000-C005', async () => {
    const lines = await type('make logs')
    for (const route of ['/api/v1/auth/register', '/api/v1/orders', '/api/v1/payments'])
      expect(lines).toContain(` ${route} 20`)
  })
  await step('000-C006', async () => {
    const lines = await type('make logs-service SERVICE=order')
    expect(lines).toContain('POST /api/v1/orders 201')
    expect(lines).not.toContain('/api/v1/auth')
    await expect(type('make logs-service SERVICE=bicycle')).rejects.toThrow('There is no service')
  })
  await step('000-C004', async () => {
    const [before] = running()
    expect(await type('make restart')).toContain('Rialto is ready')
    expect(running()).toHaveLength(1)
    expect(running()[0]?.pid).not.toBe(before?.pid)
  })
  await step('000-C003', async () => {
    expect(await type('make stop')).toMatch(/^Stopped \(process \d+\)/)
    expect(running()).toEqual([])
  })
}

async function comeAndGo({ type, open, running }: Installation, step: Step): Promise<void> {
  const pairs = [
    ['002-C004', './start_all.sh --no-shop', '002-C005', './stop_all.sh'],
    ['002-C006', './run_services.sh start --no-shop', '002-C008', './run_services.sh stop'],
  ] as const
  for (const [starting, start, stopping, stop] of pairs) {
    await step(starting, async () => {
      expect(await type(start)).toContain('Rialto is ready')
    })
    if (start.includes('run_services'))
      await step('002-C009', async () => {
        const [before] = running()
        expect(await type('./run_services.sh restart')).toContain('Rialto is ready')
        expect(running().map(({ pid }) => pid)).not.toContain(before?.pid)
      })
    await step(stopping, async () => {
      expect(await type(stop)).toContain('Stopped')
      expect(running()).toEqual([])
    })
  }
  await step('003-C003', async () => {
    const front = open('npm run dev -- --no-shop')
    const ready = (text: string) => text.includes('Rialto is ready.')
    expect(await eventually(() => Promise.resolve(front.out()), ready, READY_MS_MAX)).toContain('is ready.')
    await front.end()
    expect(running()).toEqual([])
  })
}

const PARTS = [
  { name: 'gateway', id: '003-C004', services: ['gateway'] },
  { name: 'users', id: '003-C005', services: ['identity', 'profile'] },
  { name: 'products', id: '003-C006', services: ['catalog', 'search', 'inventory'] },
  { name: 'orders', id: '003-C007', services: ['order', 'cart', 'tax', 'shipping'] },
  { name: 'payments', id: '003-C008', services: ['payment'] },
  { name: 'notifications', id: '003-C009', services: ['notification'] },
]

/** Six processes at once; each is there when its own services answer, and all when an order goes through them. */
async function inParts({ type, open, running }: Installation, step: Step): Promise<void> {
  const ports = await freePorts(PARTS.length)
  const origins = PARTS.flatMap(({ services }, i) =>
    services.map((service) => [`RIALTO_ORIGIN_${service.toUpperCase()}`, `http://127.0.0.1:${ports[i]}`]),
  )
  const env = Object.fromEntries(origins) as Record<string, string>
  for (const [i, { name }] of PARTS.entries())
    open(`npm run dev:${name}`, { ...env, RIALTO_INTERNAL_PORT: String(ports[i]) })
  const there = await eventually(
    () => Promise.resolve(running()),
    (all) => all.length === PARTS.length,
    READY_MS_MAX,
  )
  for (const { id, services } of PARTS)
    await step(id, async () => {
      expect(there.map((each) => each.services)).toContainEqual(services)
      const told = await type('./run_services.sh status')
      for (const service of services.filter((each) => each !== 'gateway'))
        expect(told).toMatch(new RegExp(`✓ ${service} +ok`))
    })
  await step(PARTS.map(({ id }) => id).join(' '), async () => {
    expect(await type('node tools/launcher/rialto.mjs demo order')).toContain('back where they were')
  })
}

/** `make clean` finds the six parts running. */
async function clear({ folder, type, running, databases }: Installation, step: Step): Promise<void> {
  await step('000-C011', async () => {
    expect(await databases()).not.toEqual([])
    expect(await type('make clean')).toMatch(/Stopped[\s\S]*is empty/)
    expect(running()).toEqual([])
    expect(await databases()).toEqual([])
  })
  await step('000-C012', async () => {
    const bare = join(folder, 'bare')
    await mkdir(bare)
    const make = (await type('which make')).trim()
    expect(await type(`${make} prune`, { PATH: bare })).toContain('There is no Docker here')
    // A Docker that only says what it is asked: that of this machine is none of ours.
    await writeFile(join(bare, 'docker'), '#!/bin/sh\necho "docker was asked: $@"\n', { mode: 0o755 })
    expect(await type(`${make} prune`, { PATH: bare })).toBe('docker was asked: system prune\n')
  })
}

/** The tests of a service and of a path; all of them, in here, would be these again. */
async function tryIt({ type }: Installation, step: Step): Promise<void> {
  await step('000-C010', async () => {
    const told = await type('make test-service SERVICE=profile')
    expect(told).toMatch(/services\/profile\/service\.test\.ts[\s\S]*\n[1-9]\d* passed, 0 failed\n/)
  })
  await step('000-C009', async () => {
    expect(await type('make -n test')).toBe('node tools/launcher/rialto.mjs test \n')
    const told = await type('make test ONLY=services/tax/domain')
    expect(told).toMatch(/services\/tax\/domain\.test\.ts[\s\S]*\n[1-9]\d* passed, 0 failed\n/)
  })
}
