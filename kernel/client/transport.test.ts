import { afterEach, expect, test } from 'vitest'
import type { Problem } from '../contract/problem.ts'
import { ask, closeAll, openDoor, openRemote, openSilence, outcome, within } from './echo.fixture.ts'

afterEach(closeAll)

test('nobody waits past the deadline: neither for a slow answer nor for a silent machine', async () => {
  const { origin } = await openDoor()
  const silent = await openSilence()
  for (const remote of [openRemote(origin), openRemote(silent)]) {
    const started = performance.now()
    await expect(ask(remote.endpoints, 'say', 'hang', within(200))).rejects.toMatchObject({
      code: 'deadline_exceeded',
    })
    expect(performance.now() - started).toBeLessThan(1_500)
    await expect(ask(remote.endpoints, 'say', 'hi', within(-1))).rejects.toMatchObject({
      code: 'deadline_exceeded',
    })
  }
})

test('a dead process is unavailable at once, and answers again once it is back', async () => {
  const { app, origin, port } = await openDoor()
  const remote = openRemote(origin)
  expect(await ask(remote.endpoints, 'say', 'hi')).toMatchObject({ status: 201 })
  await remote.ready()
  await app.close()
  const started = performance.now()
  for (let n = 0; n < 10; n += 1) {
    await expect(ask(remote.endpoints, 'say', 'hi')).rejects.toMatchObject({
      code: 'unavailable',
      extras: { headers: { 'retry-after': '1' } },
    })
  }
  expect(performance.now() - started).toBeLessThan(2_000)
  await expect(remote.ready()).rejects.toThrow()
  await openDoor(port)
  await expect
    .poll(() => outcome(ask(remote.endpoints, 'say', 'hi')), { timeout: 5_000 })
    .toMatchObject({ status: 201 })
})

test('after a few waits in vain, callers of a silent machine are refused without waiting', async () => {
  const remote = openRemote(await openSilence())
  const codeOf = (ms: number) =>
    ask(remote.endpoints, 'say', 'hi', within(ms)).catch((error: Problem) => error.code)
  await expect.poll(() => codeOf(20)).toBe('unavailable')
  const started = performance.now()
  expect(await codeOf(5_000)).toBe('unavailable')
  expect(performance.now() - started).toBeLessThan(500)
})
