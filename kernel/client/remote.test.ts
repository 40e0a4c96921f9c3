import { afterEach, expect, test } from 'vitest'
import type { Call } from '../contract/contract.ts'
import type { Problem } from '../contract/problem.ts'
import type { Event } from '../events/event.ts'
import { systemPorts } from '../ports/system.ts'
import { callAs, heard, user } from '../testing/world.ts'
import { clientOf } from './client.ts'
import {
  CREDENTIAL,
  ask,
  batches,
  closeAll,
  echo,
  endpoints,
  openDoor,
  openRemote,
  outcome,
  within,
} from './echo.fixture.ts'
import { wireEndpoints } from './wire.ts'

afterEach(closeAll)

test('in process, through the wire format and over a socket, callers see the same', async () => {
  const { origin } = await openDoor()
  const ways = [wireEndpoints('echo', endpoints, systemPorts), openRemote(origin).endpoints]
  for (const text of ['refuse', 'kept', 'first kept', 'headers']) {
    const direct = await outcome(ask(endpoints, 'say', text))
    for (const way of ways) {
      const status = 'status' in direct ? { status: direct.status ?? 201 } : {}
      expect(await outcome(ask(way, 'say', text)), text).toEqual({ ...direct, ...status })
    }
  }
  for (const way of ways) {
    expect(await outcome(ask(way, 'say', 'bug'))).toEqual({
      code: 'internal',
      extras: expect.not.objectContaining({ detail: expect.anything() as unknown }) as object,
    })
    await expect(way['say']?.({ body: { text: 5 } }, within(5_000))).rejects.toMatchObject({
      code: 'validation_failed',
      extras: { errors: [{ path: '/text' }] },
    })
  }
})

test('who asks, why and with which key travels along; what is left of the time survives clocks that differ', async () => {
  const { origin } = await openDoor()
  const clock = { now: () => systemPorts.clock.now() - 600_000 }
  const remote = openRemote(origin, { clock })
  const call: Call = {
    ...callAs(user('usr_1', 'keeper')),
    deadline: clock.now() + 3_000,
    idempotencyKey: 'k',
    bodyHash: 'h',
    ifMatch: '"1"',
    prefer: 'respond-async',
    traceparent: '00-x',
  }
  const answer = await ask(remote.endpoints, 'say', 'hi', call)
  const { deadline, ...said } = (answer.body as { said: Call }).said
  expect(said).toEqual({ ...call, deadline: undefined, text: 'hi' })
  expect(Math.abs(deadline - systemPorts.clock.now() - 3_000)).toBeLessThan(1_000)
})

test('concurrent callers of a batched route share requests, each with its own answer or refusal', async () => {
  const { origin } = await openDoor()
  const remote = openRemote(origin)
  const texts = Array.from({ length: 120 }, (_, i) => (i % 10 === 3 ? 'refuse' : `t${i}`))
  const outcomes = await Promise.all(texts.map((text) => outcome(ask(remote.endpoints, 'many', text))))
  outcomes.forEach((seen, i) => {
    if (texts[i] === 'refuse') expect(seen).toEqual({ code: 'sold_out', extras: { n: 1, headers: {} } })
    else expect(seen).toMatchObject({ text: JSON.stringify({ said: texts[i] }) })
  })
  expect(batches.reduce((sum, size) => sum + size, 0)).toBe(120)
  expect(batches.length).toBeLessThanOrEqual(5)
})

test('the door is a wall to whoever has no credential, whatever the path and the body', async () => {
  const { origin } = await openDoor()
  const knock = async (path: string, authorization?: string, body = '{"questions":[]}') => {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body,
    })
    const { requestId: _id, ...said } = (await response.json()) as { requestId: string }
    return [response.status, said]
  }
  const nowhere = await knock('/internal/echo/nothing', 'Bearer x')
  for (const authorization of [
    undefined,
    '',
    'Bearer ',
    'Bearer x',
    CREDENTIAL,
    `bearer ${CREDENTIAL}`,
    `Bearer ${CREDENTIAL} `.repeat(2),
  ]) {
    for (const path of ['/internal/echo/say', '/internal/echo/events'])
      expect(await knock(path, authorization)).toEqual(nowhere)
  }
  expect(await knock('/internal/echo/say', 'Bearer x', 'x'.repeat(2_000_000))).toEqual(nowhere)
  expect(await knock('/internal/echo/say', `Bearer ${CREDENTIAL}`)).toEqual([200, { answers: [] }])
  expect((await knock('/internal/echo/say', `Bearer ${CREDENTIAL}`, '{}'))[0]).toBe(422)
  await expect(ask(openRemote(origin, { credential: 'wrong' }).endpoints, 'say', 'hi')).rejects.toMatchObject(
    {
      code: 'unavailable',
    },
  )
})

test('events go through the door, and an outage behind it is an outage here', async () => {
  const events: Event[] = []
  const { origin } = await openDoor(0, events)
  const remote = openRemote(origin)
  const event = heard('order.placed', 'k', { n: 1 })
  await remote.deliver([event])
  expect(events).toEqual([event])
  await expect(remote.deliver([heard('order.placed', 'outage', {})])).rejects.toMatchObject({
    code: 'unavailable',
  })
})

test('a typed client gives bodies and throws problems, also for a refusal that was kept as text', async () => {
  const { origin } = await openDoor()
  for (const way of [
    endpoints,
    wireEndpoints('echo', endpoints, systemPorts),
    openRemote(origin).endpoints,
  ]) {
    const client = clientOf(echo, way, 'order')
    const call = { ...within(5_000), idempotencyKey: 'mine', ifMatch: '"1"' }
    expect(await client.say({ body: { text: 'hi' } }, call)).toMatchObject({
      said: { text: 'hi', caller: { kind: 'service', name: 'order' }, requestId: call.requestId },
    })
    expect((await client.say({ body: { text: 'hi' } }, call)).said).not.toMatchObject({
      idempotencyKey: 'mine',
    })
    for (const text of ['refuse', 'kept']) {
      await expect(client.say({ body: { text } }, call), text).rejects.toMatchObject({ code: 'sold_out' })
    }
  }
})

test('through the wire format, faults can be planted, and nothing is shared', async () => {
  const lost = (fault: 'request_lost' | 'answer_lost') =>
    wireEndpoints('echo', endpoints, { ...systemPorts, fault: () => fault })
  await expect(ask(lost('request_lost'), 'many', 'a')).rejects.toMatchObject({ code: 'unavailable' })
  expect(batches).toEqual([])
  await expect(ask(lost('answer_lost'), 'many', 'a')).rejects.toMatchObject({ code: 'unavailable' })
  expect(batches).toEqual([1])
  const wire = wireEndpoints('echo', endpoints, systemPorts)
  await expect(ask(wire, 'say', 'hang', within(50))).rejects.toMatchObject({ code: 'deadline_exceeded' })
  const refusals = await Promise.all(
    [ask(endpoints, 'say', 'refuse'), ask(wire, 'say', 'refuse')].map((asked) =>
      asked.catch((error: Problem) => error.extras),
    ),
  )
  expect(refusals[1]).toEqual(refusals[0])
  expect(refusals[1]).not.toBe(refusals[0])
})
