/** Which services there are, what they are responsible for, and what the platform as a whole does. */
import { expect } from 'vitest'
import { different, each, joined, later, pass, type Check, type Verdicts } from '../verdict.ts'
import { eventually } from '../world.fixture.ts'
import { asked, inbox, order, product, purchase, requestsOf } from './asking.ts'

/** A picture of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const pictures: Check = async (world) => {
  const token = await world.admin()
  const media = `/api/products/${(await product(world, 1)).id}/media`
  const { body } = await asked(world, 201, 'POST', media, { token, body: { base64: PIXEL } })
  expect((await asked(world, 200, 'GET', media)).body.items).toHaveLength(1)
  await asked(world, 200, 'DELETE', `${media}/${body.id}`, { token })
  expect((await asked(world, 200, 'GET', media)).body.items).toEqual([])
}

const everyHealth = pass('`/health` tells of each service', async (world) => {
  const { body } = await asked(world, 200, 'GET', 'http://localhost:8000/health')
  expect(body.status).toBe('ok')
  expect(Object.keys(body.services)).toEqual(expect.arrayContaining([...world.databases]))
  for (const { status } of Object.values<{ status: string }>(body.services)) expect(status).toBe('ok')
})

const channel = (name: 'sms' | 'push'): Check => {
  return async (world) => {
    const token = await world.admin()
    const { id } = await world.customer()
    const body =
      name === 'sms'
        ? { to: '+15557654321', message: 'Your parcel waits.' }
        : { userId: id, title: 'Back in stock', message: 'The cup is back.' }
    const answer = await world.ask('POST', `/api/v1/notifications/${name}`, { token, body })
    expect(answer.status, answer.text).toBeLessThan(300)
    expect(await inbox(world, (all) => all.includes(`"${name}"`))).toContain(`"${name}"`)
  }
}

const parked = pass(
  'an event that nobody can take in is set aside after five tries, seen and retried',
  async (world) => {
    await world.rows(
      'inventory',
      `insert into outbox_event (type, version, key, data)
       values ('inventory.low_stock', 1, 'poison', '{"broken":true}')`,
    )
    const rows = () =>
      world.rows('notification', `select tries, reason from parked_event where event->>'key' = 'poison'`)
    const [row] = await eventually(rows, (all) => all.length > 0)
    expect(row).toMatchObject({ tries: 5, reason: expect.any(String) })
    const token = await world.admin()
    const { body } = await asked(world, 200, 'GET', '/api/v1/events/dead-letters?service=notification', {
      token,
    })
    expect(body.items.length).toBeGreaterThan(0)
    const retry = `/api/v1/events/dead-letters/${body.items[0].id}/retry`
    const again = await world.ask('POST', retry, { token, body: {} })
    expect(again.body.code).toBe('still_failing')
    const { token: buyer } = await world.customer()
    expect((await order(world, buyer, (await product(world, 1)).id)).status).toBe(201)
  },
)

const readModel = pass(
  'a new product is found by the search, which keeps a read model of its own',
  async (world) => {
    const { id } = (await purchase(world)).product
    const found = async () =>
      (await world.ask('GET', '/api/v1/search?q=brass%20telescope')).body.items.map(
        (item: { id: string }) => item.id,
      ) as string[]
    expect(await eventually(found, (ids) => ids.includes(id))).toContain(id)
    const tables = await world.rows(
      'search',
      `select table_name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')`,
    )
    expect(tables.length).toBeGreaterThan(0)
  },
)

const addresses: Check = async (world) => {
  const { token } = await world.customer()
  const path = '/api/v1/profile/addresses'
  const body = { street: '1 Main St', city: 'Springfield', state: 'IL', zipCode: '62701', country: 'US' }
  const { body: made } = await asked(world, 201, 'POST', path, { token, body })
  await asked(world, 200, 'PUT', `${path}/${made.id}`, { token, body: { ...body, city: 'Shelbyville' } })
  expect((await asked(world, 200, 'GET', path, { token })).body.items[0].city).toBe('Shelbyville')
  await asked(world, 200, 'DELETE', `${path}/${made.id}`, { token })
  expect((await asked(world, 200, 'GET', path, { token })).body.items).toEqual([])
}

const taxed: Check = async (world) => {
  const tax = async (country: string) =>
    (
      await asked(world, 200, 'POST', '/api/v1/tax/calculate', {
        body: { country, currency: 'EUR', amount: 100 },
      })
    ).body.tax as number
  expect(await tax('IT')).toBe(22)
  expect(await tax('DE')).toBe(19)
}

const countable: Check = async (world) => {
  const { body } = await asked(world, 200, 'GET', '/openapi.json')
  const operations = Object.values<object>(body.paths).flatMap((item) => Object.keys(item))
  expect(operations.length).toBeGreaterThanOrEqual(50)
}

const tables: Check = async (world) => {
  const counted = await Promise.all(
    world.databases.map((service) =>
      world.rows(
        service,
        `select table_name from information_schema.tables
          where table_schema not in ('pg_catalog', 'information_schema')`,
      ),
    ),
  )
  expect(counted.flat().length).toBeGreaterThanOrEqual(20)
}

const examples: Check = async (world) => {
  const { body } = await asked(world, 200, 'GET', '/openapi.json')
  expect(JSON.stringify(body).match(/"examples?":/g)?.length).toBeGreaterThan(200)
}

export const behaviours: Verdicts = joined([
  {
    '000-B001': pass('its requests are answered', requestsOf('000-R002 001-R024 001-R025 001-R028')),
    '000-B002': pass('catalogue, search and pictures answer', async (world) => {
      await requestsOf('000-R004 001-R007')(world)
      await pictures(world)
    }),
    '000-B003': pass(
      'orders, carts and the history of an order answer',
      requestsOf('000-R006 001-R013 001-R016 001-R017'),
    ),
    '000-B004': pass('its requests are answered', requestsOf('000-R008 001-R022 001-R023')),
    '000-B005': pass('its requests are answered', requestsOf('000-R010 001-R010 001-R011')),
    '000-B006': pass('mail, text messages and push reach the inbox of the demo', async (world) => {
      await channel('sms')(world)
      await channel('push')(world)
      const { email } = await purchase(world)
      expect(await inbox(world, (all) => all.includes('"email"'), email)).toContain('"email"')
    }),
    '000-B008': pass(
      'every request of document 000 goes through port 8000',
      requestsOf('000-R001 000-R002 000-R004 000-R006 000-R008 000-R010 000-R012'),
    ),
    '000-B009': pass('a picture is sent, listed and removed', pictures),
    '000-B011': pass('`/api/orders/cart` is the cart', async (world) => {
      const { token } = await world.customer()
      expect((await asked(world, 200, 'GET', '/api/orders/cart', { token })).body.items).toEqual([])
    }),
    '000-B012': pass('a text message lies in the inbox of the demo', channel('sms')),
    '000-B013': pass('a push notification lies in the inbox of the demo', channel('push')),
    '000-B018': everyHealth,
    '001-B007': readModel,
    '001-B010': pass(
      'paths of all services answer on one port',
      requestsOf('000-R001 000-R002 000-R004 000-R006 000-R008'),
    ),
    '001-B021': pass('the search of the document has facets', requestsOf('001-R007')),
    '002-B001': pass('an address is kept, changed, listed and removed', addresses),
    '002-B008': pass('a token is validated', requestsOf('002-R005')),
    '002-B014': parked,
    '002-B016': pass('cleared, and empty afterwards', requestsOf('002-R024')),
    '003-B003': parked,
    '004-B001': pass('counted in `/openapi.json`', countable),
    '004-B002': pass('counted in the databases', tables),
    '004-B004': pass('orders answer through the gateway and on port 8003', requestsOf('004-R009 000-R006')),
    '004-B025': pass('22 % in Italy, 19 % in Germany', taxed),
    '004-B032': pass('counted in `/openapi.json`', examples),
    '004-B019': pass('`/health` names services with databases of their own', async (world) => {
      for (const service of world.databases) {
        const [row] = await world.rows(service, 'select current_database() as name')
        expect(row?.['name']).toMatch(new RegExp(`_${service}$`))
      }
    }),
    '001-B002': pass('each service has a database of its own and may enter no other', async (world) => {
      for (const service of world.databases) {
        const [row] = await world.rows(service, 'select current_database() as name')
        expect(row?.['name']).toMatch(new RegExp(`_${service}$`))
      }
    }),
  },
  each('000-B007 000-B015 000-B016', later('analytics')),
  each('001-B003', later('compose and Kubernetes')),
  each('001-B020', later('the OpenSearch adapter')),
  each('002-B002', later('support chat over Socket.IO')),
  each('002-B003', later('support tickets')),
  each('002-B004 004-B028', later('favourites')),
  each('002-B005 004-B022', later('reviews')),
  each('002-B012', later('the Kafka and RabbitMQ adapters')),
  each('004-B003', later('promotions, reviews, favourites, support, analytics and discovery')),
  each('004-B010', later('nginx and Kubernetes')),
  each('004-B013 004-B014 004-B015', later('discovery')),
  each('004-B016 004-B017 004-B018', later('the Redis adapter')),
  each('004-B024', later('promotions')),
  each(
    '001-B041',
    different(
      'one language that every contributor reads, and services that run in one process or in many',
      'TypeScript on Node 24 throughout; HTTP, JSON and OpenAPI towards everything else',
    ),
  ),
])
