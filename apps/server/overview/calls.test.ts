import { openMetrics } from '@rialto/kernel/observe/observe'
import { expect, test } from 'vitest'
import { countCalls, quantileMs } from './calls.ts'

/** A clock and a timer that run when the test says so. */
function playTime() {
  let now = 1_000_000
  let due: { at: number; run: () => void } | undefined
  return {
    clock: { now: () => now },
    timers: {
      after: (ms: number, run: () => void) => {
        due = { at: now + ms, run }
        return () => (due = undefined)
      },
      sleep: () => Promise.resolve(),
    },
    pass: async (ms: number) => {
      const end = now + ms
      while (due && due.at <= end) {
        const { at, run } = due
        now = at
        due = undefined
        run()
        for (let i = 0; i < 20; i += 1) await Promise.resolve()
      }
      now = end
    },
    get isWaiting() {
      return due !== undefined
    },
  }
}

const call = (
  { routeSeconds }: ReturnType<typeof openMetrics>,
  service: string,
  seconds: number,
  times = 1,
  status = '2xx',
  route = 'get',
) => {
  for (let i = 0; i < times; i += 1) routeSeconds.observe({ service, route, status }, seconds)
}

const nobody = () => new Map()

test('calls of the last five minutes are counted, and those before are not', async () => {
  const [metrics, time] = [openMetrics(), playTime()]
  const counts = countCalls(metrics, time, nobody)
  call(metrics, 'catalog', 4, 100)
  await time.pass(400_000)
  call(metrics, 'catalog', 0.003, 90)
  call(metrics, 'catalog', 0.2, 10, '5xx')
  call(metrics, 'order', 0.03)
  const { calls: now } = await counts.now()
  expect(now('catalog')).toMatchObject({ count: 100, failed: 10 })
  expect(now('catalog').seconds).toBeGreaterThan(270)
  expect(now('catalog').seconds).toBeLessThanOrEqual(300)
  const { p50Ms, p95Ms } = now('catalog')
  expect(p50Ms).toBeGreaterThan(2.5)
  expect(p50Ms).toBeLessThanOrEqual(5)
  expect(p95Ms).toBeGreaterThan(100)
  expect(p95Ms).toBeLessThanOrEqual(250)
  expect(now('order')).toMatchObject({ count: 1, failed: 0 })
  await time.pass(400_000)
  expect((await counts.now()).calls('catalog')).toMatchObject({ count: 0, p50Ms: null, p95Ms: null })
})

test('after a start there is less to tell, and it says of how long', async () => {
  const [metrics, time] = [openMetrics(), playTime()]
  const counts = countCalls(metrics, time, nobody)
  call(metrics, 'tax', 0.001, 3)
  await time.pass(12_000)
  expect((await counts.now()).calls('tax')).toMatchObject({ seconds: 12, count: 3 })
})

test('a question that waits for something to happen says nothing about how quick a service is', async () => {
  const [metrics, time] = [openMetrics(), playTime()]
  const counts = countCalls(metrics, time, nobody)
  call(metrics, 'catalog', 1, 5, '2xx', 'news')
  expect((await counts.now()).calls('catalog')).toEqual({
    seconds: 0,
    count: 0,
    failed: 0,
    p50Ms: null,
    p95Ms: null,
  })
})

test('it is told how often one service asked another within the last minutes', async () => {
  const time = playTime()
  const asked = new Map([['order', new Map([['tax', 40]])]])
  const counts = countCalls(openMetrics(), time, () => asked)
  await time.pass(400_000)
  asked.get('order')?.set('tax', 47)
  const { asks } = await counts.now()
  expect([asks('order', 'tax'), asks('order', 'cart'), asks('tax', 'order')]).toEqual([7, 0, 0])
})

test('once it is stopped nothing is counted any more', async () => {
  const time = playTime()
  const counts = countCalls(openMetrics(), time, nobody)
  expect(time.isWaiting).toBe(true)
  counts.stop()
  expect(time.isWaiting).toBe(false)
})

test('a share of calls is read between the bounds of its bucket', () => {
  const within = [
    [0.01, 0],
    [0.02, 10],
    [0.1, 20],
    [Infinity, 20],
  ] as const
  expect(quantileMs(within, 20, 0.5)).toBe(20)
  expect(quantileMs(within, 20, 0.25)).toBe(15)
  expect(quantileMs(within, 20, 0.75)).toBe(60)
  expect(
    quantileMs(
      [
        [0.01, 0],
        [Infinity, 4],
      ],
      4,
      0.5,
    ),
  ).toBe(10)
  expect(quantileMs(within, 0, 0.5)).toBeNull()
})
