import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '@rialto/kernel/sql/database'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openInstallation, type Installation } from '../platform.fixture.ts'
import { type } from '../played.fixture.ts'

let shop: Installation
beforeAll(async () => {
  shop = await openInstallation()
  const signedIn = await type('login --email admin@ecommerce.local', shop.env, false, { input: 'admin123\n' })
  expect(signedIn.exitCode, signedIn.err).toBe(0)
})
afterAll(() => shop.close())

const run = (line: string, extra: Record<string, string> = {}) => type(line, { ...shop.env, ...extra })
const asJson = async <T>(line: string) => JSON.parse((await run(`${line} --json`)).out) as T

async function order(): Promise<{ id: string; number: string }> {
  // A walk that stops before its end would be no walk: a second one is placed for the test.
  const token = (await run('token')).out.trim()
  const response = await fetch(`${shop.env['RIALTO_URL']}/api/v1/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      items: [{ productId: 'MOUSE-001', quantity: 1 }],
      shippingAddress: { street: '1 Canal Street', city: 'Venice', zipCode: '30125', country: 'IT' },
      payment: { method: 'card', token: 'tok_visa' },
    }),
  })
  return (await response.json()) as { id: string; number: string }
}

test('who signs in is remembered in a file that nobody else reads, and no password is a flag', async () => {
  const file = shop.env['RIALTO_SESSION'] ?? ''
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect((await run('token')).out).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/)
  expect((await run('login --password x')).exitCode).toBe(2)
  expect((await run('help login')).out).not.toContain('--password')
  const wrong = await type('login --email admin@ecommerce.local', shop.env, false, { answers: ['wrong'] })
  expect(wrong.exitCode).toBe(4)
})

test('what needs somebody says so, and ends with 4', async () => {
  const alone = { RIALTO_SESSION: join(shop.dataDir, 'nobody.json') }
  for (const line of ['orders list', 'events list', 'dlq list', 'token', 'orders cancel 1 --yes']) {
    const { exitCode, err, out } = await run(line, alone)
    expect({ line, exitCode, out }).toEqual({ line, exitCode: 4, out: '' })
    expect(err).toContain('rialto login')
  }
  expect((await run('logout', alone)).exitCode).toBe(0)
})

test('a session that has run out is renewed; one that the platform ended is told once, and forgotten', async () => {
  const file = join(shop.dataDir, 'yesterday.json')
  const past = { RIALTO_SESSION: file }
  const url = shop.env['RIALTO_URL'] ?? ''
  const login = 'login --email customer@ecommerce.local'
  await type(login, { ...shop.env, ...past }, false, { input: 'customer123\n' })
  const { [url]: session } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>
  const ranOut = { ...session, accessToken: 'old', expiresAt: '2026-01-01T00:00:00.000Z' }
  writeFileSync(file, JSON.stringify({ [url]: ranOut }))
  expect((await run('token', past)).out).toMatch(/^eyJ/)
  writeFileSync(file, JSON.stringify({ [url]: { ...ranOut, refreshToken: 'nobody gave this out' } }))
  const over = await run('token', past)
  expect(over).toMatchObject({ exitCode: 4, out: '' })
  expect(over.err).toContain('is over')
  expect(existsSync(file)).toBe(false)
})

test('what is not there ends with 3, and what cannot be reached with 5', async () => {
  expect((await run('orders show 999999999')).exitCode).toBe(3)
  expect((await run('orders show ord_nothing')).exitCode).toBe(3)
  expect((await run('products show nothing')).exitCode).toBe(3)
  expect((await run('health bicycle')).exitCode).toBe(3)
  expect((await run('logs bicycle')).exitCode).toBe(3)
  for (const line of ['health', 'products list', 'openapi', 'status'])
    expect((await run(`${line} --url http://127.0.0.1:9`)).exitCode, line).toBe(5)
})

test('bad usage ends with 2 and says what is wanted', async () => {
  for (const line of [
    'orders show',
    'orders list --limit 0',
    'orders list extra',
    'events tail --last many',
    'dlq retry',
    'dlq retry search:catalog-1 --all',
    'dlq discard search:catalog-1',
    'products import',
    'user create-admin',
    'login --email',
  ]) {
    const { exitCode, err } = await run(line)
    expect(exitCode, `${line}: ${err}`).toBe(2)
  }
  expect((await run('orders lst')).err).toContain('Did you mean: rialto orders list')
})

test('an order is found by number, cancelled only when that is meant, and a dry run changes nothing', async () => {
  const { id, number } = await order()
  const shown = await asJson<{ id: string; timeline: unknown[] }>(`orders show ${number}`)
  expect(shown.id).toBe(id)
  expect(shown.timeline.length).toBeGreaterThan(0)
  expect((await run('orders list --all')).out).toContain(number)

  const dry = await asJson<{ dryRun: boolean; request: { path: string } }>(
    `orders cancel ${number} --dry-run`,
  )
  expect(dry).toMatchObject({ dryRun: true, request: { path: `/api/v1/orders/${id}/cancel` } })
  expect((await run(`orders cancel ${number}`)).exitCode).toBe(2)
  const mistyped = await type(`orders cancel ${number}`, shop.env, true, { answers: ['yes'] })
  expect(mistyped.exitCode).toBe(2)
  expect(await asJson<{ status: string }>(`orders show ${number}`)).not.toMatchObject({ status: 'cancelled' })

  const typed = await type(`orders cancel ${number}`, shop.env, false, { answers: [number] })
  expect(typed.out).toBe(`Order ${number} is cancelled.\n`)
  expect((await run(`orders ship ${number}`)).exitCode).toBe(1)
})

test('what is exported can be imported, and refused lines are named', async () => {
  const exported = (await run('products export')).out
  const lines = exported.trimEnd().split('\n')
  expect(lines.length).toBeGreaterThanOrEqual(12)
  const file = join(shop.dataDir, 'products.jsonl')
  const fresh = JSON.stringify({
    id: 'prod-cli-1',
    sku: 'CLI-1',
    name: 'Made by hand',
    price: 12.5,
    stock: 3,
  })
  writeFileSync(file, `${lines[0]}\n${fresh}\n{"name":"no price"}\nnonsense\n`)

  const dry = await run(`products import ${file} --dry-run --json`)
  expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, created: 1, changed: 1, failed: 2 })
  expect(dry.err).toContain('Nothing was changed.')
  expect((await run('products show CLI-1')).exitCode).toBe(3)

  const taken = await run(`products import ${file}`)
  expect(taken).toMatchObject({ exitCode: 1, out: 'Made 1, changed 1.\n' })
  expect(taken.err).toContain('line 3')
  expect(taken.err).toContain('The others were taken.')
  expect((await run('products show CLI-1')).exitCode).toBe(0)
})

test('events are listed and followed; colours only where they are wanted', async () => {
  const { items } = await asJson<{ items: { type: string }[] }>('events list --limit 3')
  expect(items).toHaveLength(3)
  // Of a kind that only a test says: the shop goes on talking while one listens.
  const plain = await run('events tail --type catalog.product_created --last 2 --for 1')
  expect(plain.out.trimEnd().split('\n')).toHaveLength(2)
  const escape = String.fromCharCode(27)
  expect((await type('events tail --last 1 --for 1', shop.env, true)).out).toContain(escape)
  const quiet = await type('events tail --last 1 --for 1', { ...shop.env, NO_COLOR: '1' }, true)
  expect(quiet.out).not.toContain(escape)
})

test('an event that was set aside is listed, retried, and thrown away with a reason', async () => {
  const url = new URL(testDatabaseUrl())
  url.pathname = `/${shop.prefix}_search`
  const search = openDatabase({ url: url.href })
  const poison = { id: 'catalog-900001', source: 'catalog', type: 'catalog.product_created', version: 99 }
  try {
    await search.rows`
      insert into parked_event (consumer, event_id, type, event, reason, tries)
      values ('search', ${poison.id}, ${poison.type}, ${JSON.stringify(poison)}, 'Error: planted', 5)`
  } finally {
    await search.close()
  }
  const id = `search:${poison.id}`
  expect((await run('dlq list')).out).toContain(id)
  expect((await run(`dlq retry ${id} --dry-run`)).out).toContain(`Would retry ${id}`)
  expect((await run(`dlq retry ${id}`)).exitCode).toBe(1)
  expect((await run(`dlq discard ${id} --reason gone`)).exitCode).toBe(2)
  expect((await run('dlq discard --all --service search --reason gone --yes')).out).toBe('Thrown away: 1.\n')
  expect((await run(`dlq retry ${id}`)).exitCode).toBe(3)
  expect((await run('dlq list')).out).toBe('Nothing is set aside.\n')
})

test('an admin is made beside the databases and may sign in', async () => {
  const email = 'boss@shop.example'
  expect((await run(`user create-admin --email ${email} --dry-run`)).exitCode).toBe(0)
  const weak = await type(`user create-admin --email ${email}`, shop.env, false, { input: 'x' })
  expect(weak.exitCode).toBe(1)
  const made = await type(`user create-admin --email ${email}`, shop.env, false, { input: 'a good pass 42' })
  expect(made.out).toBe(`Made ${email}: admin.\n`)
  const extra = { RIALTO_SESSION: join(shop.dataDir, 'boss.json'), RIALTO_PASSWORD: 'a good pass 42' }
  expect((await run(`login --email ${email}`, extra)).exitCode).toBe(0)
  expect((await run('dlq list', extra)).exitCode).toBe(0)
})

test('databases at their version need nothing, and what cannot be backed up from here says how else', async () => {
  expect((await run('migrate --dry-run')).out).toBe('Everything is at its version.\n')
  expect((await run('migrate order-service')).exitCode).toBe(0)
  expect((await run('migrate bicycle')).exitCode).toBe(3)
  const own = await run('backup')
  expect(own.exitCode).toBe(2)
  expect(own.err).toContain('pg_basebackup')
  expect((await run('reset')).exitCode).toBe(2)
})

test('the doctor sees what a laptop may have and production may not', async () => {
  type Report = { failed: number; findings: { name: string; state: string; remedy?: string }[] }
  const laptop = await run('doctor --json')
  const report = JSON.parse(laptop.out) as Report
  expect(report.findings.find(({ name }) => name === 'health')).toMatchObject({ state: 'ok' })
  const strict = await run('doctor --production --json')
  expect(strict.exitCode).toBe(1)
  const { findings } = JSON.parse(strict.out) as Report
  const failed = findings.filter(({ state }) => state === 'fail').map(({ name }) => name)
  expect(failed).toEqual(
    expect.arrayContaining(['profile', 'mail', 'payments', 'demo accounts', 'demo sign-in']),
  )
  for (const { state, remedy } of findings) expect(state === 'ok' || remedy !== undefined).toBe(true)
})
