/** The launcher in a small checkout of its own, with a server made for the occasion. */
import assert from 'node:assert/strict'
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'

const LAUNCHER = import.meta.dirname
const NODE_VERSION = '24.0.0'
/** Builds as Next does: into a folder of its own, or not at all. */
const BUILDER = `
const { appendFileSync, mkdirSync, readFileSync } = require('node:fs')
mkdirSync('.next', { recursive: true })
appendFileSync('.next/builds', 'x')
if (readFileSync('page.tsx', 'utf8') === 'broken') { console.error('page.tsx: unexpected token'); process.exit(1) }
if (readFileSync('page.tsx', 'utf8') === 'endless') {
  appendFileSync('.next/builder', String(process.pid))
  setInterval(() => {}, 1000)
}
`
const READY = `process.send({ type: 'ready', lines: ['The shop is open'] })`

type Launcher = ChildProcessByStdio<null, Readable, Readable>
type Outcome = { readonly code: number | null; readonly out: string; readonly err: string }

let checkout = ''

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'rialto-launcher-'))
  mkdirSync(join(checkout, 'node_modules', 'node', 'bin'), { recursive: true })
  mkdirSync(join(checkout, 'apps', 'server'), { recursive: true })
  cpSync(LAUNCHER, join(checkout, 'tools', 'launcher'), { recursive: true })
  symlinkSync(process.execPath, join(checkout, 'node_modules', 'node', 'bin', 'node'))
  for (const folder of ['storefront', 'storefront/node_modules/next/dist/bin'])
    mkdirSync(join(checkout, 'apps', folder), { recursive: true })
  for (const folder of ['packages/client', 'contracts', 'kernel'])
    mkdirSync(join(checkout, folder), { recursive: true })
  write('apps/storefront/node_modules/next/package.json', '{"type":"commonjs"}')
  write('apps/storefront/node_modules/next/dist/bin/next', BUILDER)
  write('apps/storefront/page.tsx', 'a page')
  write('package.json', `{"type":"module","devDependencies":{"node":"${NODE_VERSION}"}}`)
  write('pnpm-workspace.yaml', '')
  write('pnpm-lock.yaml', '')
  write('node_modules/.rialto-stamp', stampOfNothing())
})

afterAll(() => rmSync(checkout, { recursive: true, force: true }))

test('the steps are told in order, and the closing lines are printed as they are', async () => {
  const { code, out, err } = await start(
    [],
    [
      `process.send({ type: 'step', name: 'database', state: 'started' })`,
      `process.send({ type: 'step', name: 'database', state: 'done', detail: 'on port 15432' })`,
      `${READY}; process.disconnect()`,
    ],
  )
  assert.equal(code, 0)
  assert.equal(out, '\nThe shop is open\n')
  assert.match(
    err,
    /\[1\/7\] dependencies: done in .* up to date\n(.*pages.*\n)+\[3\/7\] database\n\[3\/7\] database: done .* on port 15432\n$/,
  )
  assert.equal(err.includes('\u001b'), false, 'no colours where nobody sees them')
})

test('a failure is told with its cause and its remedy, and with the exit code of the server', async () => {
  const { code, err } = await start(
    [],
    [
      `process.send({ type: 'step', name: 'database', state: 'started' })`,
      `process.send({ type: 'failed', cause: 'The port is taken.', remedy: 'Take another.' }, () => process.exit(3))`,
    ],
  )
  assert.equal(code, 3)
  assert.match(err, /database: failed in .*\n\nThe port is taken\.\nTake another\.\n$/)
})

test('a server that dies without a word leaves the end of its log and the place of it', async () => {
  mkdirSync(join(checkout, 'data', 'database'), { recursive: true })
  write('data/database/log', 'FATAL: the last words\n')
  const { code, err } = await start([], ['process.exit(7)'])
  assert.equal(code, 1)
  assert.match(
    err,
    /FATAL: the last words\n\nThe server ended with exit code 7 before it was ready.*\nIts log is .*data\/database\/log\n$/,
  )
})

test('a signal reaches the server, and its exit code comes back', async () => {
  const launcher = launch(
    [],
    [`process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); ${READY}`],
  )
  await once(launcher.stdout, 'data')
  launcher.kill('SIGTERM')
  assert.equal((await once(launcher, 'exit'))[0], 5)
})

test('the pages are built once for what they are made of, and not at all for who wants none', async () => {
  const server = [
    `process.send({ type: 'ready', lines: [String(process.env.RIALTO_SHOP_PORT)] }); process.disconnect()`,
  ]
  const builds = () => readFileSync(join(checkout, 'apps/storefront/.next/builds'), 'utf8').length
  assert.match((await start([], server)).out, /3001/)
  const before = builds()
  await start([], server)
  assert.equal(builds(), before)
  write('apps/storefront/page.tsx', 'another page')
  await start([], server)
  assert.equal(builds(), before + 1)
  write('apps/storefront/page.tsx', 'and another')
  assert.match((await start(['--no-shop'], server)).out, /undefined/)
  assert.equal(builds(), before + 1)
})

test('pages that cannot be built are told with what the builder said and how to do without', async () => {
  write('apps/storefront/page.tsx', 'broken')
  const { code, err } = await start([], ['process.exit(9)'])
  write('apps/storefront/page.tsx', 'a page')
  assert.equal(code, 1)
  assert.match(err, /page\.tsx: unexpected token\n\n[^]*could not be built[^]*--no-shop/)
})

test('a start that is called off while the pages are built leaves no builder behind', async () => {
  write('apps/storefront/page.tsx', 'endless')
  const launcher = launch([], ['process.exit(9)'])
  const file = join(checkout, 'apps/storefront/.next/builder')
  while (!existsSync(file)) await setTimeout(20)
  launcher.kill('SIGTERM')
  const [code] = (await once(launcher, 'exit')) as [number | null]
  write('apps/storefront/page.tsx', 'a page')
  assert.equal(code, 130)
  assert.throws(() => process.kill(Number(readFileSync(file, 'utf8')), 0), { code: 'ESRCH' })
})

test('flags are passed on as they are', async () => {
  const { out } = await start(
    ['--port=9000', '--no-demo', '--data', 'elsewhere', '--reset', '--seed-ports'],
    [`process.send({ type: 'ready', lines: process.argv.slice(2) }); process.disconnect()`],
  )
  assert.deepEqual(out.trim().split('\n'), [
    '--port',
    '9000',
    '--no-demo',
    '--data',
    'elsewhere',
    '--reset',
    '--seed-ports',
  ])
})

const MISUSES: readonly (readonly [args: string[], answer: RegExp])[] = [
  [['--prot', '9000'], /Unknown flag: --prot\. Did you mean --port\?/],
  [['--something-else'], /Unknown flag: --something-else\.\n/],
  [['--port', '70000'], /--port needs a number from 1 to 65535/],
  [['--port'], /--port needs a value/],
  [['--data', '--reset'], /--data needs a value/],
  [['--reset=yes'], /--reset takes no value/],
]
for (const [args, answer] of MISUSES) {
  test(`${args.join(' ')} is refused before anything happens`, async () => {
    const { code, err } = await start(args, ['process.exit(9)'])
    assert.equal(code, 2)
    assert.match(err, answer)
  })
}

test('a flag that npm kept for itself is not lost in silence', async () => {
  const { code, err } = await start([], ['process.exit(9)'], { npm_config_reset: 'true' })
  assert.equal(code, 2)
  assert.match(err, /npm start -- --reset/)
})

test('an old Node is told apart from a broken checkout', async () => {
  const old = spawn(process.execPath, [
    '--import',
    `data:text/javascript,${pretendToBe('16.20.2')}`,
    startFile(),
  ])
  let err = ''
  old.stderr.on('data', (chunk) => (err += String(chunk)))
  assert.equal((await once(old, 'close'))[0], 1)
  assert.match(err, /This is Node 16\.20\.2; starting needs Node 18 or newer/)
})

const SETTINGS = ['PORT=9100', 'RIALTO_DEMO=small', 'LOG_LEVEL="warn"  # a remark']
const TELL_SETTINGS = `process.send({ type: 'ready', lines: ['PORT', 'RIALTO_DEMO', 'LOG_LEVEL'].map((name) => process.env[name]) }); process.disconnect()`

test('the settings of .env reach the server; one that is set already wins, and one that is in neither is usual', async () => {
  const without = await start([], [TELL_SETTINGS], { PORT: '9000' })
  assert.deepEqual(without.out.trim().split('\n'), ['9000', 'full'])
  write('.env', SETTINGS.join('\n'))
  const { out } = await start([], [TELL_SETTINGS], { PORT: '9000' })
  rmSync(join(checkout, '.env'))
  assert.deepEqual(out.trim().split('\n'), ['9000', 'small', 'warn'])
})

test('a Node that cannot read .env has it read by the one that is brought along', async () => {
  write('.env', SETTINGS.join('\n'))
  write('apps/server/main.ts', `${TELL_SETTINGS}\n`)
  const pretend = encodeURIComponent('delete process.loadEnvFile')
  const older = spawn(process.execPath, ['--import', `data:text/javascript,${pretend}`, startFile()], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], PORT: '9000' },
  })
  let out = ''
  older.stdout.on('data', (chunk) => (out += String(chunk)))
  await once(older, 'close')
  rmSync(join(checkout, '.env'))
  assert.deepEqual(out.trim().split('\n'), ['9000', 'small', 'warn'])
})

async function start(
  args: readonly string[],
  server: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const launcher = launch(args, server, env)
  let out = ''
  let err = ''
  launcher.stdout.on('data', (chunk) => (out += String(chunk)))
  launcher.stderr.on('data', (chunk) => (err += String(chunk)))
  const [code] = (await once(launcher, 'close')) as [number | null]
  return { code, out, err }
}

function launch(args: readonly string[], server: readonly string[], env: NodeJS.ProcessEnv = {}): Launcher {
  write('apps/server/main.ts', `${server.join('\n')}\n`)
  return spawn(process.execPath, [startFile(), ...args], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function startFile(): string {
  return join(checkout, 'tools', 'launcher', 'start.mjs')
}

function pretendToBe(version: string): string {
  return encodeURIComponent(`Object.defineProperty(process.versions, 'node', { value: '${version}' })`)
}

function write(path: string, text: string): void {
  writeFileSync(join(checkout, path), text)
}

/** The stamp of an empty lockfile: the launcher then has nothing to install. */
function stampOfNothing(): string {
  const hash = createHash('sha256').update('').digest('hex')
  return `${hash} node ${NODE_VERSION} ${process.platform}-${process.arch}\n`
}
