/** Ports, documents, what an operator looks at, and what stands around the code. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { readConfig } from '@rialto/server/config'
import { expect } from 'vitest'
import { different, each, joined, later, pass, type Verdict, type Verdicts } from '../verdict.ts'
import { eventually } from '../world.fixture.ts'
import { asked } from './asking.ts'
import { templateComplete } from './settings.ts'
import { typed } from './typed.ts'

const ROOT = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8')

/** The documented ports, and what each is for in our words: a path of that service. */
const PORTS: Readonly<Record<string, string>> = {
  '000-O001': '8000/health',
  '000-O002': '8001/api/users/validate',
  '000-O003': '8002/api/products',
  '000-O004': '8003/api/orders',
  '000-O005': '8004/api/payments?orderId=ord_nobodys',
  '000-O006': '8005/api/inventory/LAPTOP-001',
  '000-O007': '8006/api/notifications',
  '001-O001': '8000/api/v1/products',
  '001-O002': '8081/api/v1/inventory/LAPTOP-001',
  '001-O003': '3000/api/v1/cart/somebody-new',
  '001-O004': '3001/api/v1/orders',
  '001-O005': '8001/api/v1/payments?orderId=ord_nobodys',
  '001-O006': '8084/api/v1/auth/validate',
  '001-O016': '8000/api/v1/products',
  '001-O017': '8084/api/v1/auth/validate',
  '002-O001': '5000/products',
  '002-O002': '5001/validate',
  '002-O003': '5002/profile',
  '002-O004': '5003/products',
  '002-O005': '5004/cart',
  '002-O006': '5005/orders',
  '003-O001': '3000/api/products',
  '003-O002': '3001/api/users/validate',
  '003-O003': '3002/api/products',
  '003-O004': '3003/api/orders',
  '003-O005': '3004/api/payments?orderId=ord_nobodys',
  '003-O006': '3005/api/notifications',
  '004-O001': '80/health',
  '004-O003': '8001/api/users/validate',
  '004-O004': '8002/api/products/',
  '004-O005': '8003/api/orders/',
  '004-O006': '8004/api/payments/?orderId=ord_nobodys',
  '004-O007': '8005/api/inventory/LAPTOP-001',
  '004-O008': '8006/api/shipping/zones',
  '004-O011': '8009/api/search',
  '004-O013': '8011/api/notifications/',
  '004-O014': '8012/api/tax/rates',
}

/** Asked without a token: what is personal says 401 there, and what is not answers. */
function answersOn(place: string): Verdict {
  return pass(`\`--seed-ports\` opens it: \`http://localhost:${place}\` is answered there`, async (world) => {
    const isPosted = place.endsWith('/validate')
    const asking = isPosted ? { body: { token: 'none' } } : {}
    const { status, body } = await world.ask(isPosted ? 'POST' : 'GET', `http://localhost:${place}`, asking)
    if (status === 401) expect(body.code).toBe('unauthenticated')
    else expect(status).toBe(200)
  })
}

const license = pass('LICENSE is the MIT licence', () => {
  expect(read('LICENSE')).toMatch(/MIT License[\s\S]*Permission is hereby granted, free of charge/)
})

const COMPOSE = later('compose')
const DEPLOY = later('deploy/: Kubernetes, dashboards, alerts')
const NEEDS_LESS = different(
  'a person who tries the shop should not have to install databases first',
  'git and Node 18 or later are enough: Node 24 and PostgreSQL come along as npm packages',
)

/** The page says it. */
function says(path: string, words: RegExp): Verdict {
  return pass(`${path} says how`, () => {
    expect(read(path)).toMatch(words)
  })
}

function keptAs(path: string): Verdict {
  return different('documents lie in docs/, and the README leads to them', `\`${path}\``)
}

export const operating: Verdicts = joined([
  Object.fromEntries(Object.entries(PORTS).map(([id, place]) => [id, answersOn(place)])),
  each('000-O008', later('analytics')),
  each('002-O007', later('support tickets and chat')),
  each('004-O002', later('discovery')),
  each('004-O009', later('promotions')),
  each('004-O010', later('reviews')),
  each('004-O012', later('favourites')),
  each('001-O008 001-O014 002-O009 002-O015 003-O016 003-O019 004-O038', COMPOSE),
  each('001-O010 004-O017', later('the Redis adapter')),
  each('001-O011 004-O019', later('the Kafka adapter')),
  each('003-O007', later('the RabbitMQ adapter')),
  each('003-O012', later('the Kafka and RabbitMQ adapters')),
  each('001-O012 001-O019', later('the OpenSearch adapter')),
  each('004-O018', different('Kafka no longer needs it', 'no Zookeeper; Kafka comes as an adapter')),
  each('001-O020', later('the export of traces; logs, health and metrics are there')),
  each('001-O022', says('docs/troubleshooting.md', /lsof -i :8000[\s\S]*df -h[\s\S]*docker stats/)),
  each(
    '000-O010',
    different(
      'a picture that nobody can compare with the code falls behind it',
      '`docs/architecture.md` with its diagrams as mermaid text, which a test holds against the services',
    ),
  ),
  each('002-O013 002-O016 003-O015 003-O017 004-O028 004-O031 004-O032', DEPLOY),
  typed('002-O017', '`./test_services.py` also asks for what must be refused, and sees it refused'),
  { '003-O009': templateComplete },
  each('004-O036', later('an audit by somebody else')),
  each('000-O009 003-O008', NEEDS_LESS),
  each(
    '002-O008',
    different('a setting should be said once', 'one set of variables for all services, in docs/operating.md'),
  ),
  each(
    '002-O010',
    different(
      'a service that gathers logs is one more to run',
      'together, one log in data/log/server.log; apart, a JSON line a request for whatever gathers them',
    ),
  ),
  each('004-O021', keptAs('docs/quickstart.md')),
  each('004-O022', keptAs('docs/api.md')),
  each('004-O023', keptAs('README.md, “Finding one’s way”')),
  each('004-O024', keptAs('docs/api/postman.json, with its `base_url`; served at /postman.json')),
  {
    '004-O025': pass(
      'the collection says `{{base_url}}` and takes `{{token}}` from the answer',
      async (world) => {
        const { body, text } = await asked(world, 200, 'GET', '/postman.json')
        expect(body.variable).toContainEqual(expect.objectContaining({ key: 'base_url' }))
        expect(body.auth).toMatchObject({ bearer: [{ key: 'token', value: '{{token}}' }] })
        const [walk] = body.item
        expect(walk.item[0].request.url.raw).toBe('{{base_url}}/api/v1/auth/register')
        expect(JSON.stringify(walk.item)).toContain('collectionVariables.set(\\"token\\"')
        expect(text).not.toContain('{{baseUrl}}')
      },
    ),
  },
  each('000-O011 001-O024 002-O020', license),
  each(
    '000-O012 003-O018',
    says('CONTRIBUTING.md', /Fork, branch, change, test, open a pull request[\s\S]*npm run check/),
  ),
  each('004-O020', says('README.md', /npm start[\s\S]*## Finding one's way[\s\S]*## Settings/)),
  each(
    '003-O013',
    says(
      'docs/operating.md',
      /DATABASE_URL[\s\S]*PostgreSQL that you run and back up|PostgreSQL that you run and back up[\s\S]*DATABASE_URL/,
    ),
  ),
  each('004-O030', says('docs/operating.md', /## Backup and restore[\s\S]*pg_dumpall[\s\S]*verify/)),
  {
    '001-O013': pass('the inbox of the demo, on 8025 unless set otherwise', async (world) => {
      expect(readConfig([], {}).mailPort).toBe(8025)
      expect(
        (await asked(world, 200, 'GET', 'http://localhost:8025/')).headers.get('content-type'),
      ).toContain('html')
    }),
    '001-O018': pass('its page, and MailHog’s own API', async (world) => {
      await asked(world, 200, 'GET', 'http://localhost:8025/')
      expect(
        (await asked(world, 200, 'GET', 'http://localhost:8025/api/v2/messages')).body.items,
      ).toBeDefined()
    }),
    '001-O021': pass('this whole platform, with the tests, in less than 2 GB', () => {
      expect(process.memoryUsage().rss).toBeLessThan(2 * 1024 ** 3)
    }),
    '001-O023': pass('docs/ has pages', () => {
      expect(
        readdirSync(new URL('docs', ROOT)).filter((name) => name.endsWith('.md')).length,
      ).toBeGreaterThan(2)
    }),
    '002-O011': pass('`/health` tells of each service', async (world) => {
      const { body } = await asked(world, 200, 'GET', '/health')
      expect(Object.keys(body.services)).toEqual(expect.arrayContaining([...world.databases]))
    }),
    '002-O012': pass('`/metrics` has the time of every route', async (world) => {
      await asked(world, 200, 'GET', '/api/v1/products')
      const { text } = await asked(world, 200, 'GET', '/metrics')
      expect(text).toMatch(/rialto_route_seconds_count\{[^}]*service="catalog"[^}]*\} [1-9]/)
    }),
    '002-O014': pass('`.ci/run` runs the tests and the checks and counts', () => {
      expect(read('.ci/run')).toMatch(/npm test[\s\S]*npm run check/)
    }),
    '002-O018': pass('every service has tests beside it', () => {
      const services = readdirSync(new URL('services', ROOT), { withFileTypes: true }).filter((entry) =>
        entry.isDirectory(),
      )
      expect(services.length).toBeGreaterThanOrEqual(11)
      for (const { name } of services) {
        const files = readdirSync(new URL(`services/${name}`, ROOT), { recursive: true }).map(String)
        expect(
          files.filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules')),
          name,
        ).not.toEqual([])
      }
    }),
    '002-O019': pass('tests/journeys, on three topologies', () => {
      expect(read('tests/journeys/purchase.test.ts')).toContain('describe.each(RUNNERS)')
    }),
    '003-O010': pass('a refused request is a line in the log, with its request id', async (world) => {
      const id = `seen-${process.pid}-${Math.round(performance.now())}`
      await asked(world, 404, 'GET', '/api/v1/products/no-such-product', { headers: { 'x-request-id': id } })
      const lines = () => Promise.resolve(readFileSync(world.logFile, 'utf8'))
      expect(await eventually(lines, (text) => text.includes(id))).toContain(id)
    }),
    '003-O011': pass('`/health` asks each database, `/metrics` counts its connections', async (world) => {
      expect((await asked(world, 200, 'GET', '/health')).body.services.order.status).toBe('ok')
      expect((await asked(world, 200, 'GET', '/metrics')).text).toMatch(
        /rialto_database_connections\{[^}]*service="order"/,
      )
    }),
    '004-O034': pass(
      'every operation of `/openapi.json`, asked by nobody, is answered and breaks nothing',
      async (world) => {
        const { body } = await asked(world, 200, 'GET', '/openapi.json')
        let count = 0
        for (const [path, item] of Object.entries<object>(body.paths)) {
          for (const method of Object.keys(item)) {
            const { status } = await world.ask(method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'))
            expect(status, `${method} ${path}`).toBeLessThan(500)
            count += 1
          }
        }
        expect(count).toBeGreaterThan(100)
      },
    ),
    '004-O035': pass('`npm run bench`, its bars and its cases', () => {
      expect(JSON.parse(read('package.json')).scripts.bench).toContain('bench.mjs')
      expect(existsSync(new URL('bench/main.ts', ROOT))).toBe(true)
    }),
    '004-O037': pass('`.ci/run`, for whatever runs it', () => {
      expect(read('.ci/run')).toContain('passed')
    }),
  },
])
