/** The client as others get it: packed, installed somewhere else, compiled against and run there. */
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildPackage } from '@rialto/client/build/build'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../journeys/shop.fixture.ts'

let shop: Shop
let folder = ''
beforeAll(async () => {
  shop = await openShop('direct')
  folder = mkdtempSync(join(tmpdir(), 'rialto-client-'))
  install()
})
afterAll(async () => {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As `npm install rialto-client.tgz` would: the package's files below node_modules, and nothing else there. */
function install(): void {
  const dist = buildPackage(join(folder, 'dist'))
  const target = join(folder, 'node_modules', '@rialto', 'client')
  mkdirSync(target, { recursive: true })
  execFileSync('tar', ['czf', join(folder, 'client.tgz'), '-C', dist, '.'])
  execFileSync('tar', ['xzf', join(folder, 'client.tgz'), '-C', target])
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
}

test('the package is plain JavaScript with types, and needs no other', () => {
  const target = join(folder, 'node_modules', '@rialto', 'client')
  const files = readdirSync(target)
  expect(files).toEqual(
    expect.arrayContaining(['README.md', 'rialto.js', 'rialto.d.ts', 'api.d.ts', 'package.json']),
  )
  expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([])
  const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as Record<string, unknown>
  expect(manifest).not.toHaveProperty('dependencies')
  for (const file of files.filter((name) => /\.(js|d\.ts)$/.test(name)))
    expect(readFileSync(join(target, file), 'utf8'), file).not.toMatch(/from '(?!\.)/)
})

test('the example of its README runs as it stands there', async () => {
  const readme = readFileSync(new URL('../../packages/client/README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  writeFileSync(join(folder, 'example.mjs'), example.replace('http://localhost:8000', shop.origin))
  // The shop lives in this process, so it must not stand still meanwhile.
  const { stdout: output } = await promisify(execFile)(process.execPath, ['example.mjs'], { cwd: folder })
  expect(output).toContain('Premium Ultrabook Pro 15')
  expect(output).toMatch(/^\d+ confirmed [\d.]+$/m)
})

test('its types know the shop: what is right compiles, what is wrong does not', () => {
  const right = `import { Rialto, type Api } from '@rialto/client'
const rialto = new Rialto({ origin: 'http://localhost:8000' })
const order = await rialto.order.place({ body: { items: [{ productId: 'a', quantity: 1 }] } })
export const status: 'pending' | 'confirmed' | string = order.status
export const price: number = (await rialto.catalog.get({ params: { id: 'a' } })).price
for await (const { id } of rialto.order.list.each()) id.toUpperCase()
export type Product = Api['catalog']['get']['output']
`
  expect(compile('right.ts', right)).toBe('')
  for (const wrong of [
    `await rialto.order.place({ body: { items: [{ productId: 'a' }] } })`,
    `await rialto.catalog.get()`,
    `const n: number = (await rialto.catalog.get({ params: { id: 'a' } })).name; n.toFixed()`,
    `await rialto.catalog.offers({ body: { references: [] } })`,
    `rialto.catalog.get.each({ params: { id: 'a' } })`,
  ]) {
    const text = `import { Rialto } from '@rialto/client'\nconst rialto = new Rialto()\n${wrong}\nexport {}\n`
    expect(compile('wrong.ts', text), wrong).toContain('wrong.ts(3,')
  }
}, 120_000)

function compile(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  const compiler = join(process.cwd(), 'node_modules', 'typescript', 'bin', 'tsc')
  const options = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--lib',
    'es2022,dom,dom.iterable',
    '--types',
    '',
  ]
  const { stdout } = spawnSync(process.execPath, [compiler, ...options, name], {
    cwd: folder,
    encoding: 'utf8',
  })
  return stdout
}
