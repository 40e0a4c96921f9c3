import { execFile } from 'node:child_process'
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { breachesOf, type Acknowledged } from './invariant.ts'
import { judge } from './judge.ts'
import { AFTER_SALE_PLANTS } from './after-sale-plants.fixture.ts'
import { PLANTS } from './plants.fixture.ts'
import { openSmallPlatform, type SmallPlatform } from './small-platform.fixture.ts'

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url))

let platform: SmallPlatform

beforeAll(async () => {
  platform = await openSmallPlatform()
})
afterAll(() => platform.remove())

/** The numbers of the invariants that are broken, each with what was said of it. */
async function broken(acknowledged: readonly Acknowledged[] = platform.acknowledged) {
  const verdicts = await judge({ ...platform, acknowledged, graceSeconds: 0 })
  return Object.fromEntries(
    verdicts
      .filter((verdict) => breachesOf(verdict) > 0)
      .map(({ invariant, findings }) => [invariant.number, findings.flatMap(({ breaches }) => breaches)]),
  )
}

test('a platform that keeps its promises breaks none of them, and all of them were looked at', async () => {
  expect(await broken()).toEqual({})
  const verdicts = await judge({ ...platform, graceSeconds: 0 })
  expect(verdicts.filter(({ notJudged }) => notJudged !== undefined)).toEqual([])
  const unseen = verdicts.filter(({ findings }) => findings.every(({ checked }) => checked === 0))
  // Nothing was poisoned here.
  expect(unseen.map(({ invariant }) => invariant.number)).toEqual([15])
})

test('an order that a client was told of and that is not there is lost', async () => {
  expect(await broken([{ orderId: 'ord_lost', status: 'confirmed' }])).toEqual({
    1: ['order ord_lost was acknowledged and is not there'],
  })
})

test('an order that a client was told is confirmed and that never was is lost, too', async () => {
  const { cancelled } = platform.orders
  expect(await broken([{ orderId: cancelled, status: 'confirmed' }])).toEqual({})
  await platform.planted(
    'order',
    `delete from order_event where type = 'order.confirmed' and stream = '${cancelled}'`,
    async () => {
      expect(Object.keys(await broken([{ orderId: cancelled, status: 'confirmed' }]))).toContain('1')
    },
  )
})

test.each([...PLANTS, ...AFTER_SALE_PLANTS])('$name', async ({ service, sql, breaks }) => {
  const found = await platform.planted(service, sql(platform.orders), broken)
  expect(Object.keys(found).map(Number)).toEqual(breaks)
})

test('the program tells people and programs, and its exit code tells the difference', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-verify-'))
  const file = join(folder, 'acknowledged')
  const args = [
    '--admin-url',
    platform.adminUrl,
    '--prefix',
    platform.prefix,
    '--grace',
    '0',
    '--acknowledged',
    file,
  ]
  writeFileSync(file, platform.acknowledged.map(({ orderId, status }) => `${orderId}\t${status}\n`).join(''))
  const good = await run(...args)
  expect(good.code).toBe(0)
  expect(good.stdout).toContain('Every invariant that was judged holds.')
  writeFileSync(file, 'ord_lost\n')
  const { code, stdout } = await run(...args, '--json')
  rmSync(folder, { recursive: true })
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ holds: false })
  expect(await run('--admin-url', platform.adminUrl, '--prefix', 'nobody')).toMatchObject({ code: 2 })
})

function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}
