import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { closest } from './arguments.ts'
import { quoted } from './api.ts'
import { playGateway, type } from './played.fixture.ts'

test('without a word, and on request, help begins with what to type', async () => {
  for (const line of ['', '--help', '-h', 'help']) {
    const { exitCode, out, err } = await type(line)
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(out).toMatch(/^Examples:\n {2}rialto /)
  }
  for (const line of ['help demo order', 'demo order --help', 'demo order -h']) {
    const { exitCode, out } = await type(line)
    expect(exitCode).toBe(0)
    expect(out).toMatch(/^Examples:\n {2}rialto demo order\n/)
    expect(out).toContain('--curl')
  }
})

test('help for a noun says what can be done with it', async () => {
  for (const line of ['help orders', 'orders --help', 'orders -h', '--help orders']) {
    const { exitCode, out } = await type(line)
    expect(exitCode, line).toBe(0)
    expect(out).toMatch(/^Examples:\n {2}rialto orders list/)
    expect(out).toContain('orders ship')
    expect(out).not.toContain('products')
  }
})

test('flags of every command may stand before it', async () => {
  const gateway = await playGateway((_method, path) => ({
    status: 200,
    body: { items: [], nextCursor: null, path },
  }))
  for (const line of [
    `--json products list --limit 2 --url ${gateway.url}`,
    `--url ${gateway.url} --json products list --limit 2`,
    `--url=${gateway.url} products list --json --limit=2`,
  ]) {
    const { exitCode, out, err } = await type(line)
    expect({ exitCode, err }, line).toEqual({ exitCode: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({ items: [] })
  }
  await gateway.close()
})

test('what the platform finds wrong with a request is shown field by field', async () => {
  const errors = [{ path: '/price', message: 'must be >= 0', code: 'minimum' }]
  const body = { title: 'No', status: 422, code: 'validation_failed', detail: 'Correct it.', errors }
  const gateway = await playGateway(() => ({ status: 422, body }))
  const { exitCode, err } = await type(`products list --url ${gateway.url}`)
  await gateway.close()
  expect(exitCode).toBe(1)
  expect(err).toContain('  /price must be >= 0')
})

test('what does not exist is refused with what was probably meant', async () => {
  const meant = async (line: string) => {
    const { exitCode, out, err } = await type(line)
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    return err
  }
  expect(await meant('stauts')).toContain('Did you mean: rialto status')
  expect(await meant('demo oder')).toContain('Did you mean: rialto demo order')
  expect(await meant('demo')).toContain('There are: rialto demo order, rialto demo refusals')
  expect(await meant('orders burn')).toContain('There are: rialto orders list, rialto orders show')
  expect(await meant('orders list --bicycle')).toContain('rialto help orders list lists what there is')
  expect(await meant('demo order --crul')).toContain('Did you mean: --curl')
  expect(await meant('bicycle')).not.toContain('Did you mean')
  expect(await meant('--bicycle')).toContain('There is no --bicycle')
})

test('flags are read strictly', async () => {
  for (const line of [
    'status extra',
    'status --url',
    'status --json=yes',
    'status --url ftp://x',
    'status --url nonsense',
    'status --curl',
  ]) {
    expect((await type(line)).exitCode, line).toBe(2)
  }
  expect((await type('status', { RIALTO_URL: 'nonsense' })).exitCode).toBe(2)
})

test('a platform that is not there is told apart from one that is not well', async () => {
  const gone = await type('status --url http://127.0.0.1:9')
  expect(gone.exitCode).toBe(5)
  expect(gone.err).toContain('npm start')

  const body = {
    status: 'degraded',
    services: { order: { status: 'ok', latencyMs: 1 }, payment: { status: 'down', latencyMs: 9 } },
  }
  const gateway = await playGateway(() => ({ status: 200, body }))
  const sick = await type(`status --url ${gateway.url}`)
  await gateway.close()
  expect(sick.exitCode).toBe(1)
  expect(sick.out).toContain('✗ payment down')
  expect(sick.out).toContain('✓ order')
})

test('without an address, the platform is looked for at the port of the settings', async () => {
  const there = async (env: Record<string, string>) =>
    /http:\S+/.exec((await type('status', { RIALTO_DATA: '/nowhere', ...env })).err)?.[0]
  expect(await there({ PORT: '9' })).toBe('http://localhost:9')
  expect(await there({ PORT: '9', RIALTO_URL: 'http://127.0.0.1:10' })).toBe('http://127.0.0.1:10')
})

test('status for programs is one document, whatever the state', async () => {
  const gateway = await playGateway(() => ({ status: 503, body: { status: 'down', services: {} } }))
  const { exitCode, out } = await type('status --json', { RIALTO_URL: gateway.url })
  await gateway.close()
  expect(exitCode).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ status: 'down', url: gateway.url })
})

test('a refusal ends with the exit code of its kind, its words and its request id', async () => {
  const codes = { 401: 4, 403: 4, 404: 3, 409: 1, 422: 1, 500: 1, 503: 5 }
  for (const [status, exitCode] of Object.entries(codes)) {
    const body = { title: 'No', detail: 'Because.', code: 'nope', requestId: 'req_7' }
    const gateway = await playGateway(() => ({ status: Number(status), body }))
    const refused = await type(`demo order --url ${gateway.url}`)
    await gateway.close()
    expect(refused.exitCode, status).toBe(exitCode)
    expect(refused.err).toContain('POST /api/v1/auth/register was refused: No (nope). Because.')
    expect(refused.err).toContain('req_7')
  }
})

test('something else that listens there is not taken for the platform', async () => {
  const page = await playGateway(() => ({ status: 200, body: '<html>hello</html>' }))
  expect(await type(`status --url ${page.url}`)).toMatchObject({ exitCode: 1, out: '' })
  await page.close()
  const other = await playGateway(() => ({ status: 200, body: { hello: 'world' } }))
  expect((await type(`status --url ${other.url}`)).err).toContain('not like Rialto')
  await other.close()
})

test('colour is for a terminal whose owner wants it', async () => {
  const gateway = await playGateway(() => ({ status: 200, body: { status: 'ok', services: {} } }))
  const line = `status --url ${gateway.url}`
  expect((await type(line, {}, true)).out).toContain('\u001b[')
  expect((await type(line, {}, false)).out).not.toContain('\u001b[')
  expect((await type(line, { NO_COLOR: '1' }, true)).out).not.toContain('\u001b[')
  expect((await type(line, { TERM: 'dumb' }, true)).out).not.toContain('\u001b[')
  expect((await type(`${line} --no-color`, {}, true)).out).not.toContain('\u001b[')
  await gateway.close()
})

test('an address that is none is refused under the name that it was given by', async () => {
  for (const [line, env, name] of [
    ['status --url nonsense', {}, '--url'],
    ['status', { RIALTO_URL: 'ftp://shop.example' }, 'RIALTO_URL'],
    ['status', { PORT: 'eight', RIALTO_DATA: join(tmpdir(), 'rialto-of-nobody') }, 'PORT'],
  ] as const) {
    const { exitCode, err } = await type(line, env)
    expect(exitCode, line).toBe(2)
    expect(err).toContain(`${name} says `)
  }
})

test('a start with flags that cannot be is wrong usage, in front and in the background', () => {
  const program = fileURLToPath(new URL('./rialto.mjs', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'rialto-start-'))
  for (const flags of [[], ['--detach']]) {
    const line = [program, 'start', ...flags, '--data', folder, '--port', 'eight']
    const { status, stderr, stdout } = spawnSync(process.execPath, line, { encoding: 'utf8' })
    expect(status, stderr).toBe(2)
    expect(stderr + stdout).toContain('--port needs a number')
  }
  rmSync(folder, { recursive: true })
})

test('what the platform answers cannot drive the terminal', async () => {
  const title = '\u001b]0;owned\u0007\u001b[2J\u202eNo'
  const gateway = await playGateway(() => ({ status: 409, body: { title, code: 'x' } }))
  const { err } = await type(`demo order --url ${gateway.url}`)
  await gateway.close()
  for (const character of ['\u001b', '\u0007', '\u202e']) expect(err).not.toContain(character)
})

test('an old Node starts the program again with the one that the project brings', () => {
  const program = fileURLToPath(new URL('./rialto.mjs', import.meta.url))
  const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})`
  const old = spawnSync(process.execPath, ['--import', pretend, program, 'status', '--url', 'nonsense'], {
    encoding: 'utf8',
  })
  expect(old.status).toBe(2)
  expect(old.stderr).toContain('which is no address')
  const now = spawnSync(process.execPath, [program, '--version'], { encoding: 'utf8' })
  expect(now.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('the settings of .env reach the commands, but for those that try the sources; what is set already wins', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-settings-'))
  mkdirSync(join(folder, 'apps', 'cli'), { recursive: true })
  const program = join(folder, 'apps', 'cli', 'rialto.mjs')
  cpSync(fileURLToPath(new URL('./rialto.mjs', import.meta.url)), program)
  const tells = `export async function main() { process.stdout.write(String(process.env['PORT'])); return 0 }`
  writeFileSync(join(folder, 'apps', 'cli', 'main.ts'), tells)
  const told = (word: string, env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [program, word], { env, encoding: 'utf8' }).stdout
  expect(told('status')).toBe('undefined')
  writeFileSync(join(folder, '.env'), 'PORT=9100\n')
  expect([told('status'), told('status', { PORT: '9000' }), told('test')]).toEqual([
    '9100',
    '9000',
    'undefined',
  ])
  rmSync(folder, { recursive: true })
})

test('only a slip is taken for what was meant', () => {
  expect(closest('ordres', ['orders', 'status'])).toBe('orders')
  expect(closest('x', ['orders', 'status'])).toBeUndefined()
})

test('a shell takes quoted text as it stands', () => {
  const text = `it's $HOME \`date\` "x" \\ !`
  expect(spawnSync('sh', ['-c', `printf %s ${quoted(text)}`], { encoding: 'utf8' }).stdout).toBe(text)
})
