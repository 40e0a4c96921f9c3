import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemPorts } from '@rialto/kernel/ports/system'
import { openDatabase, type Database } from '@rialto/kernel/sql/database'
import { unprovision } from '@rialto/kernel/sql/provision'
import { testDatabaseUrl } from '@rialto/kernel/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { startServer, type Server } from '../server.ts'
import { testSettings } from '../settings.fixture.ts'

type Body = {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly nextCursor: string | null
  readonly missing: readonly string[]
  readonly code?: string
}

const prefix = `e${randomBytes(5).toString('hex')}`
let dataDir: string
let server: Server
let search: Database
let admin: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rialto-events-'))
  const config = readConfig([], testSettings(prefix, dataDir))
  server = await startServer(config, systemPorts, () => {}, { checkOutput: true })
  const url = new URL(testDatabaseUrl())
  url.pathname = `/${prefix}_search`
  search = openDatabase({ url: url.href })
  admin = await signIn('admin@ecommerce.local', 'admin123')
})
afterAll(async () => {
  await search?.close()
  await server?.stop()
  await unprovision(testDatabaseUrl(), prefix)
  await rm(dataDir, { recursive: true, force: true })
})

async function ask(method: string, path: string, token?: string, body?: object) {
  const response = await fetch(`${server.doors.origins['gateway']}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Body }
}

async function signIn(identifier: string, password: string): Promise<string> {
  const { body } = await ask('POST', '/api/v1/auth/login', undefined, { identifier, password })
  return (body as unknown as { accessToken: string }).accessToken
}

/** Sets an event of the catalogue aside at search, as if it could not be taken in. */
async function setAside(change: object = {}): Promise<string> {
  const { body } = await ask('GET', '/api/v1/events?service=catalog&limit=1', admin)
  const id = `catalog-${randomBytes(3).readUIntBE(0, 3) + 1_000_000}`
  const event = { ...body.items[0], id, ...change }
  await search.rows`
    insert into parked_event (consumer, event_id, type, event, reason, tries)
    values ('search', ${id}, ${event['type' as keyof typeof event]}, ${JSON.stringify(event)}, 'Error: planted', 5)`
  return `search:${id}`
}

type Lag = {
  readonly items: readonly { service: string; consumer: string; unread: number; holder: string | null }[]
  readonly parked: readonly { consumer: string; count: number }[]
  readonly missing: readonly string[]
}
const lag = async () => (await ask('GET', '/api/v1/events/lag', admin)).body as unknown as Lag

type Retried = {
  readonly applied: number
  readonly failed: readonly { readonly id: string }[]
  readonly left: number
}

const letters = async () =>
  (await ask('GET', '/api/v1/events/dead-letters?service=search&limit=100', admin)).body.items.map(
    ({ id }) => id,
  )

test('the events of all services are one list, newest first, read page by page without loss', async () => {
  const whole = await ask('GET', '/api/v1/events?limit=100', admin)
  expect(whole.status).toBe(200)
  expect(whole.body.missing).toEqual([])
  const pages: unknown[] = []
  let cursor: string | null = ''
  while (cursor !== null && pages.length < whole.body.items.length) {
    const { body }: { body: Body } = await ask(
      'GET',
      `/api/v1/events?limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`,
      admin,
    )
    pages.push(...body.items.map(({ id }) => id))
    cursor = body.nextCursor
  }
  const ids = whole.body.items.map(({ id }) => id)
  expect(pages.slice(0, ids.length)).toEqual(ids)
  expect(new Set(pages).size).toBe(pages.length)
  expect(new Set(whole.body.items.map(({ source }) => source)).size).toBeGreaterThan(1)
})

test('events are found by service, type and key', async () => {
  const { body } = await ask('GET', '/api/v1/events?service=catalog&limit=1', admin)
  const [some] = body.items
  const found = await ask(
    'GET',
    `/api/v1/events?type=${String(some?.['type'])}&key=${String(some?.['key'])}`,
    admin,
  )
  expect(found.body.items.map(({ id }) => id)).toContain(some?.['id'])
  expect((await ask('GET', '/api/v1/events?key=nothing', admin)).body.items).toEqual([])
  expect((await ask('GET', '/api/v1/events?cursor=made-up', admin)).status).toBe(400)
})

test('an event that was set aside is applied when its cause is mended, once', async () => {
  const id = await setAside()
  expect(await letters()).toContain(id)
  const retried = await ask('POST', `/api/v1/events/dead-letters/${id}/retry`, admin)
  expect(retried).toMatchObject({ status: 200, body: { id, outcome: 'applied' } })
  expect(await letters()).not.toContain(id)
  const again = await ask('POST', `/api/v1/events/dead-letters/${id}/retry`, admin)
  expect(again).toMatchObject({ status: 404, body: { code: 'unknown_dead_letter' } })
})

test('one that fails again stays, with the new reason; thrown away, it is kept with who and why', async () => {
  const id = await setAside({ version: 99 })
  const retried = await ask('POST', `/api/v1/events/dead-letters/${id}/retry`, admin)
  expect(retried).toMatchObject({ status: 409, body: { code: 'still_failing' } })
  const { body } = await ask('GET', '/api/v1/events/dead-letters?limit=100', admin)
  expect(body.items.find((letter) => letter['id'] === id)).toMatchObject({ tries: 6, service: 'search' })

  const unsaid = await ask('POST', `/api/v1/events/dead-letters/${id}/discard`, admin, { reason: ' ' })
  expect(unsaid.status).toBe(422)
  const discarded = await ask('POST', `/api/v1/events/dead-letters/${id}/discard`, admin, {
    reason: 'of a version that never was',
  })
  expect(discarded).toMatchObject({ status: 200, body: { id, outcome: 'discarded' } })
  expect(await letters()).not.toContain(id)
  const acts = await ask('GET', '/api/v1/events/dead-letters/acts?limit=100', admin)
  const own = acts.body.items.filter((act) => act['id'] === id)
  expect(own.map(({ act }) => act)).toEqual(['discarded', 'failed'])
  expect(own[0]).toMatchObject({
    reason: 'of a version that never was',
    actor: expect.stringMatching(/^usr_/),
  })
})

test('two members of staff who act at once act once', async () => {
  const id = await setAside()
  const path = `/api/v1/events/dead-letters/${id}`
  const both = await Promise.all([
    ask('POST', `${path}/retry`, admin),
    ask('POST', `${path}/discard`, admin, { reason: 'at the same time' }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 404])
})

test('one event is found by its id, and what nobody said is not', async () => {
  const { body } = await ask('GET', '/api/v1/events?service=catalog&limit=1', admin)
  const [newest] = body.items
  const found = await ask('GET', `/api/v1/events/${String(newest?.['id'])}`, admin)
  expect(found).toEqual({ status: 200, body: newest })
  for (const id of ['catalog-999999999', 'nobody-1', 'catalog-99999999999999999999'])
    expect(await ask('GET', `/api/v1/events/${id}`, admin), id).toMatchObject({
      status: 404,
      body: { code: 'unknown_event' },
    })
  expect((await ask('GET', '/api/v1/events/catalog', admin)).status).toBe(400)
})

test('it is told how far each is behind each, and how much was set aside', async () => {
  const before = await lag()
  expect(before.missing).toEqual([])
  expect(before.items.map(({ service, consumer }) => `${service} > ${consumer}`)).toEqual(
    expect.arrayContaining(['catalog > search', 'order > inventory', 'order > cart', 'inventory > catalog']),
  )
  await expect.poll(async () => (await lag()).items.filter(({ unread }) => unread > 0)).toEqual([])
  expect(before.items.every(({ holder }) => holder?.startsWith('prc_'))).toBe(true)
  const countOf = ({ parked }: Lag) => parked.find(({ consumer }) => consumer === 'search')?.count ?? 0
  await setAside()
  expect(countOf(await lag())).toBe(countOf(before) + 1)
})

test('all that was set aside is taken in at once, what fails again stays, and asking again goes on', async () => {
  await ask('POST', '/api/v1/events/dead-letters/retry-all', admin, { service: 'search', limit: 100 })
  for (const id of await letters())
    await ask('POST', `/api/v1/events/dead-letters/${String(id)}/discard`, admin, {
      reason: 'of other tests',
    })
  const bad = await setAside({ version: 99 })
  const good = [await setAside(), await setAside(), await setAside()]
  const retry = async (body: object) =>
    (await ask('POST', '/api/v1/events/dead-letters/retry-all', admin, body)).body as unknown as Retried
  expect(await retry({ type: 'order.confirmed' })).toEqual({ applied: 0, failed: [], left: 0, missing: [] })
  expect(await letters()).toHaveLength(4)
  const first = await retry({ service: 'search', limit: 2 })
  expect(first.applied + first.failed.length).toBe(2)
  const second = await retry({ service: 'search', limit: 2 })
  expect(first.applied + second.applied).toBe(good.length)
  expect([...first.failed, ...second.failed].map(({ id }) => id)).toContain(bad)
  expect(second.left).toBe(1)
  expect(await letters()).toEqual([bad])
  expect(await ask('POST', '/api/v1/events/dead-letters/retry-all', admin, { limit: 101 })).toMatchObject({
    status: 422,
  })
})

test('customers and strangers read no events', async () => {
  const customer = await signIn('customer@ecommerce.local', 'customer123')
  for (const path of ['', '/lag', '/catalog-1', '/dead-letters', '/dead-letters/acts']) {
    expect((await ask('GET', `/api/v1/events${path}`, customer)).status).toBe(403)
    expect((await ask('GET', `/api/v1/events${path}`)).status).toBe(401)
  }
  expect((await ask('POST', '/api/v1/events/dead-letters/search:catalog-1/retry', customer)).status).toBe(403)
  expect((await ask('POST', '/api/v1/events/dead-letters/nobody:catalog-1/retry', admin)).status).toBe(404)
})
