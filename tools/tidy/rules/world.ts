/**
 * The outside world (time, chance, timers, the network, the environment) enters through needs, so that a test can take
 * its place and a whole platform can be replayed from a seed. SQL lives in the store, so that it can be found.
 */
import { Visitor } from 'oxc-parser'
import { type Rule, type Violation, world } from '../rule.ts'
import { type Source, isCode, isTest, lineAt, parse } from '../source.ts'

type Found = { readonly offset: number; readonly what: string }

const WORLD_ALLOWED = /^(adapters|apps|packages|tools|tests|bench)\/|^kernel\/ports\/system\.ts$|^[^/]+$/
/** The world that tests are played in asks the environment for its database. */
const ENVIRONMENT_ALLOWED = /^kernel\/testing\//
const SQL_ALLOWED = /^(kernel|adapters|tools|tests|bench)\/|(^|\/)store\.ts$/

const TIMERS = new Set(['setTimeout', 'setInterval'])
const TIMER_MODULES = new Set(['timers', 'timers/promises', 'node:timers', 'node:timers/promises'])
const SQL =
  /^\s*(select|insert\s+into|update|delete\s+from|with|create|alter|drop|truncate|lock\s+table|merge\s+into)\s/i

export const worldEntersAsANeed: Rule = {
  name: 'time, chance, timers, the network and the environment are needs, not imports',
  check: (sources) =>
    sources
      .filter(({ path }) => isCode(path) && !WORLD_ALLOWED.test(path) && !isTest(path))
      .flatMap((source) =>
        worldIn(source)
          .filter(({ what }) => !(what === 'process.env' && ENVIRONMENT_ALLOWED.test(source.path)))
          .map((found) => violation(source, found, 'take it as a need (kernel/ports)')),
      ),
  planted: [
    world('services/order/domain.ts', 'export const now = () => Date.now()'),
    world('services/order/domain.ts', 'export const now = () => new Date()'),
    world('services/order/domain.ts', 'export const dice = () => Math.random()'),
    world('services/order/domain.ts', 'const { random } = Math'),
    world('services/order/service.ts', 'setTimeout(() => {}, 5)'),
    world('services/order/service.ts', 'globalThis.setInterval(() => {}, 5)'),
    world('services/order/service.ts', `import { setTimeout as sleep } from 'node:timers/promises'`),
    world('services/order/service.ts', `await fetch('/x')`),
    world('services/order/service.ts', 'const get = globalThis.fetch'),
    world('services/order/service.ts', `const url = process.env['URL']`),
    world('services/order/service.ts', `import { env } from 'node:process'`),
    world('kernel/testing/world.ts', 'export const now = Date.now'),
    world('contracts/order.ts', 'export const since = new Date()'),
  ],
  sound: [
    world('services/order/domain.ts', 'export const at = (ms: number) => new Date(ms)'),
    world('services/order/service.ts', 'const now = needs.clock.now(); needs.fetch(now); Math.floor(now)'),
    world('services/order/service.ts', '// Date.now() would be wrong here'),
    world('services/order/service.test.ts', 'const started = Date.now()'),
    world('kernel/ports/system.ts', 'export const now = () => Date.now()'),
    world('kernel/testing/world.ts', `const url = process.env['RIALTO_TEST_DATABASE_URL']`),
    world('apps/server/config.ts', 'export const env = process.env'),
  ],
}

export const sqlLivesInTheStore: Rule = {
  name: 'SQL lives in store.ts and in migrations',
  check: (sources) =>
    sources
      .filter(({ path }) => isCode(path) && !SQL_ALLOWED.test(path) && !isTest(path))
      .flatMap((source) =>
        sqlIn(source).map((found) => violation(source, found, 'move it into a function of store.ts')),
      ),
  planted: [
    world('services/order/service.ts', 'const rows = await db.rows`select 1`'),
    world('services/order/service.ts', 'const filter = sql`with x as (select 1) select * from x`'),
    world(
      'services/order/service.ts',
      'const some = tx.rows<{ id: string }>`\n  update orders set total = 0`',
    ),
    world('services/order/reactions.ts', `await pool.query('delete from orders where id = $1', [id])`),
    world('apps/server/platform.ts', 'await client.query(`create database ${name}`)'),
  ],
  sound: [
    world('services/order/store.ts', 'const rows = await db.rows`select 1`'),
    world('services/order/hold/store.ts', 'const rows = await db.rows`select 1`'),
    world('services/order/service.ts', 'const text = html`<b>select</b>`; const label = `select a size`'),
    world('services/order/service.test.ts', 'await db.rows`delete from orders`'),
  ],
}

function violation(source: Source, { offset, what }: Found, instead: string): Violation {
  return { at: `${source.path}:${lineAt(source, offset)}`, why: `${what}: ${instead}` }
}

function worldIn(source: Source): Found[] {
  const found: Found[] = []
  const add = (offset: number, what: string) => found.push({ offset, what })
  const { program, module } = parse(source)
  for (const { moduleRequest, start } of module.staticImports) {
    if (TIMER_MODULES.has(moduleRequest.value)) add(start, moduleRequest.value)
    if (/^(node:)?process$/.test(moduleRequest.value)) add(start, 'process.env')
  }
  new Visitor({
    MemberExpression(node) {
      const object = node.object.type === 'Identifier' ? node.object.name : ''
      const name = memberName(node)
      const what = `${object}.${name}`
      if (what === 'Date.now' || what === 'Math.random' || what === 'process.env') add(node.start, what)
      if (object === 'globalThis' && (TIMERS.has(name) || name === 'fetch')) add(node.start, name)
    },
    VariableDeclarator(node) {
      // `const { random } = Math` is the same thing in another coat.
      if (node.id.type !== 'ObjectPattern' || node.init?.type !== 'Identifier') return
      if (['Math', 'Date', 'process'].includes(node.init.name)) add(node.start, `parts of ${node.init.name}`)
    },
    NewExpression(node) {
      if (isNamed(node.callee, 'Date') && node.arguments.length === 0) add(node.start, 'new Date()')
    },
    CallExpression(node) {
      if (node.callee.type !== 'Identifier') return
      if (TIMERS.has(node.callee.name) || node.callee.name === 'fetch') add(node.start, node.callee.name)
    },
  }).visit(program)
  return found
}

function sqlIn(source: Source): Found[] {
  const found: Found[] = []
  const judge = (text: string, offset: number) => {
    if (SQL.test(text)) found.push({ offset, what: text.trim().split('\n')[0]?.slice(0, 40) ?? 'SQL' })
  }
  new Visitor({
    TaggedTemplateExpression(node) {
      judge(node.quasi.quasis[0]?.value.raw ?? '', node.start)
    },
    CallExpression(node) {
      const [first] = node.arguments
      if (first === undefined || node.callee.type !== 'MemberExpression') return
      if (!['query', 'exec', 'execute'].includes(memberName(node.callee))) return
      if (first.type === 'Literal' && typeof first.value === 'string') judge(first.value, node.start)
      if (first.type === 'TemplateLiteral') judge(first.quasis[0]?.value.raw ?? '', node.start)
    },
  }).visit(parse(source).program)
  return found
}

function isNamed(node: { readonly type: string; readonly name?: unknown }, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}

function memberName(node: {
  readonly property: { readonly type: string; readonly name?: unknown; readonly value?: unknown }
}): string {
  const { name, value } = node.property
  return typeof name === 'string' ? name : typeof value === 'string' ? value : ''
}
