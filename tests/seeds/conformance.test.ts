import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readContract } from './contract.ts'
import { conformanceLine, conformancePage, withLine } from './document.ts'
import { driftOf, faultsOf } from './ledger.ts'
import { replay } from './replay.ts'
import { different, later, pass, type Check } from './verdict.ts'
import { VERDICTS } from './verdicts.ts'
import { openWorld, type World } from './world.fixture.ts'
import { DOCUMENTS, parseRequests, readRequests } from './written-request.ts'

const rows = readContract()
/** Some start processes, on machines that have others to run. */
const CHECK_MS_MAX = 600_000
const passing = rows.flatMap(({ id, promise }) => {
  const verdict = VERDICTS[id]
  return verdict?.verdict === 'pass' ? [{ id, promise, check: verdict.check }] : []
})
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

describe('a promise of the source documents holds', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  /** What shows several promises is done once. */
  const ran = new Map<Check, Promise<void>>()
  function once(check: Check): Promise<void> {
    const running = ran.get(check) ?? Promise.resolve(check(world))
    ran.set(check, running)
    return running
  }

  test.each(passing)(
    '$id $promise',
    async ({ check }) => {
      await once(check)
    },
    CHECK_MS_MAX,
  )

  test('what a replay needs before a request is answered as well', async () => {
    for (const document of DOCUMENTS)
      expect([...(await world.replayed(document))].filter(([id]) => id.startsWith('setup'))).toEqual([])
  })

  test('a request that is not answered as expected is found', async () => {
    const requests = parseRequests(
      [
        '### 000-R001 a wrong status\n# expect 404\nGET http://localhost:8000/health',
        '### 000-R003 a missing member\n# expect 200\n# has services.identity.colour\nGET http://localhost:8001/health/',
        '### 000-R005 another value\n# expect 200\n# is status = "well"\ncurl http://localhost:8002/health/',
        '### 000-R007 as it is\n# expect 200\n# is status = "ok"\ncurl http://localhost:8003/health/',
      ].join('\n\n'),
    )
    const outcomes = await replay(requests, async (method, url) => world.ask(method, url))
    expect(requests.map(({ ids: [id = ''] }) => outcomes.get(id)?.length)).toEqual([1, 1, 1, 0])
  })
})

describe('the table', () => {
  test('has a verdict with its reason for every promise, and none for what nobody promised', () => {
    expect(rows).toHaveLength(503)
    expect(faultsOf(rows, VERDICTS)).toEqual([])
  })

  test('a promise left out, a promise made up and a verdict without a reason are found', () => {
    const { '000-R001': _left, ...rest } = VERDICTS
    expect(faultsOf(rows, rest)).toHaveLength(1)
    expect(faultsOf(rows, { ...VERDICTS, '009-R001': later('a sixth document') })).toHaveLength(1)
    for (const bare of [later(' '), different('', 'x'), different('x', ''), pass('', () => {})])
      expect(faultsOf(rows, { ...VERDICTS, '000-R001': bare })).toEqual(['000-R001 has no reason'])
  })

  test('every request is the one that its document writes', () => {
    expect(
      DOCUMENTS.flatMap((document) => readRequests(document).flatMap((each) => driftOf(each, rows))),
    ).toEqual([])
  })

  test('a request that has drifted from its document is found', () => {
    const drifted = parseRequests(
      [
        '### 001-R002 another port\nPOST http://localhost:8000/api/v1/auth/login\n\n{"email":"test@example.com","password":"test1234"}',
        '### 001-R002 another body\nPOST http://localhost:8084/api/v1/auth/login\n\n{"email":"test@example.com"}',
        '### 001-R003 another path\nGET http://localhost:8000/api/v1/goods',
        '### 002-R028 another method\nPATCH http://localhost:5005/orders/x',
      ].join('\n\n'),
    )
    expect(drifted.map((each) => driftOf(each, rows).length)).toEqual([1, 1, 1, 1])
  })

  test('docs/conformance.md and the line of the README are in step with it', () => {
    expect(read('docs/conformance.md') === conformancePage(rows, VERDICTS), 'npm run conformance').toBe(true)
    const readme = read('README.md')
    expect(readme === withLine(readme, conformanceLine(rows, VERDICTS)), 'npm run conformance').toBe(true)
    expect(() => withLine('# A page', 'x')).toThrow(/conformance/)
  })
})
