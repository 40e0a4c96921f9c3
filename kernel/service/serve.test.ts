import Type from 'typebox'
import { expect, test } from 'vitest'
import { Answer, contract, type Call, type Caller, type Service } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import { openMetrics } from '../observe/observe.ts'
import { systemPorts } from '../ports/system.ts'
import { anonymous, aService, callAs, user } from '../testing/world.ts'
import { serve, type ServeNeeds } from './serve.ts'

const Toy = Type.Object({ id: Type.String(), price: Type.Integer() })
const toys = contract({
  name: 'toys',
  problems: { sold_out: { status: 409, title: 'Sold out' }, unlisted: { status: 404, title: 'Not listed' } },
  routes: {
    open: { method: 'GET', path: '/api/v1/open', summary: 'Open', policy: 'public', output: Toy },
    mine: { method: 'GET', path: '/api/v1/mine', summary: 'Mine', policy: 'signed_in', output: Toy },
    lent: {
      method: 'GET',
      path: '/api/v1/lent',
      summary: 'Lent',
      policy: 'signed_in_or_token',
      query: Type.Object({ token: Type.Optional(Type.String({ minLength: 2 })) }),
      output: Toy,
    },
    staff: {
      method: 'GET',
      path: '/api/v1/staff',
      summary: 'Staff',
      policy: { permission: 'toys:read' },
      output: Toy,
    },
    inside: { method: 'POST', path: 'inside', summary: 'Inside', policy: 'service', output: Toy },
    buy: {
      method: 'POST',
      path: '/api/v1/toys/:id/buy',
      summary: 'Buy',
      policy: 'public',
      params: Type.Object({ id: Type.String() }),
      body: Type.Object({ price: Type.Integer() }),
      output: Toy,
      status: 201,
      problems: ['sold_out'],
    },
    many: {
      method: 'POST',
      path: 'many',
      summary: 'Many',
      policy: 'service',
      body: Type.Object({ id: Type.String() }),
      output: Toy,
      problems: ['sold_out'],
      batched: { itemsMax: 10, lanes: 1 },
    },
  },
  events: {},
})

const toy = { id: 'bear', price: 5 }
const quiet: Service<typeof toys> = {
  open: async () => toy,
  mine: async () => toy,
  lent: async () => toy,
  staff: async () => toy,
  inside: async () => toy,
  buy: async () => toy,
  many: async (asked) => asked.map(({ input }) => ({ id: input.body.id, price: 1 })),
}

function served(service: Partial<Service<typeof toys>> = {}, needs: Partial<ServeNeeds> = {}) {
  const permits = (roles: readonly string[], permission: string) =>
    permission === 'toys:read' && roles.includes('keeper')
  const { endpoints, drain } = serve(
    toys,
    { ...quiet, ...service },
    { ...systemPorts, permits, checkOutput: true, ...needs },
  )
  const ask = (
    route: keyof typeof toys.routes,
    input: object = {},
    caller: Caller = aService,
    call: Partial<Call> = {},
  ) => endpoints[route]?.(input, { ...callAs(caller), ...call }) ?? Promise.reject(new Error(route))
  return { ask, drain }
}

test('who may call what: every caller against every policy', async () => {
  const { ask } = served()
  const callers = {
    anonymous,
    customer: user('u'),
    keeper: user('k', 'keeper'),
    nobody: user('n', 'made-up'),
    service: aService,
  }
  const outcomes = {
    open: { anonymous: 'yes', customer: 'yes', keeper: 'yes', nobody: 'yes', service: 'yes' },
    mine: { anonymous: 'unauthenticated', customer: 'yes', keeper: 'yes', nobody: 'yes', service: 'yes' },
    lent: { anonymous: 'unauthenticated', customer: 'yes', keeper: 'yes', nobody: 'yes', service: 'yes' },
    staff: {
      anonymous: 'unauthenticated',
      customer: 'forbidden',
      keeper: 'yes',
      nobody: 'forbidden',
      service: 'yes',
    },
    inside: {
      anonymous: 'not_found',
      customer: 'not_found',
      keeper: 'not_found',
      nobody: 'not_found',
      service: 'yes',
    },
  } as const
  for (const [route, expected] of Object.entries(outcomes)) {
    for (const [name, caller] of Object.entries(callers)) {
      const input = route === 'lent' ? { query: {} } : {}
      const outcome = await ask(route as keyof typeof outcomes, input, caller).then(
        () => 'yes',
        (error: Problem) => error.code,
      )
      expect(outcome, `${name} at ${route}`).toBe(expected[name as keyof typeof expected])
    }
  }
})

test('who shows a token comes as far as who has signed in, and the service judges it', async () => {
  const { ask } = served()
  await expect(ask('lent', { query: { token: 'shown' } }, anonymous)).resolves.toMatchObject({ status: 200 })
  await expect(ask('lent', { query: { token: 1 } }, anonymous)).rejects.toMatchObject({
    code: 'invalid_query',
  })
})

test('who may not call learns nothing about the input', async () => {
  const { ask } = served()
  await expect(ask('staff', { body: 'nonsense' }, anonymous)).rejects.toMatchObject({
    code: 'unauthenticated',
  })
})

test('a service does not start with a route without a policy, an unknown problem or nobody to serve it', () => {
  const start = (change: object, service: object = {}) => {
    const route = { ...toys.routes.open, ...change }
    return () =>
      serve(
        { ...toys, routes: { open: route } },
        { ...quiet, ...service },
        {
          ...systemPorts,
          permits: () => false,
        },
      )
  }
  expect(start({})).not.toThrow()
  expect(start({ policy: undefined })).toThrow(/no policy/)
  expect(start({ problems: ['made_up'] })).toThrow(/made_up is not declared/)
  expect(start({ problems: ['sold_out', 'not_found'] })).not.toThrow()
  expect(start({}, { open: undefined })).toThrow(/nobody serves toys\.open/)
})

test('input is checked before the service sees it', async () => {
  let seen = 0
  const { ask } = served({ buy: async () => ((seen += 1), toy) })
  for (const input of [
    {},
    { params: { id: 'a' } },
    { params: { id: 'a' }, body: { price: '5' } },
    { params: { id: 'a' }, body: { price: 5 }, query: { x: '1' } },
  ]) {
    await expect(ask('buy', input)).rejects.toThrow(Problem)
  }
  expect(seen).toBe(0)
})

test('an answer is what the service gives: a body, another status, or a text kept byte for byte', async () => {
  const input = { params: { id: 'a' }, body: { price: 5 } }
  expect(await served().ask('buy', input)).toMatchObject({
    status: 201,
    text: JSON.stringify(toy),
    body: toy,
  })
  const text = '{ "price": 5,\n "id": "bear" }'
  const kept = await served({ buy: async () => Answer.ofText(text, 202, { location: '/x' }) }).ask(
    'buy',
    input,
  )
  expect(kept).toMatchObject({ status: 202, text, body: toy, headers: { location: '/x' } })
})

test('in tests, an answer outside the contract and a refusal that the route does not declare are bugs', async () => {
  const wrong = served({ open: async () => ({ ...toy, secret: 1 }), mine: async () => Answer.of({ id: 1 }) })
  await expect(wrong.ask('open')).rejects.toThrow(/outside its contract.*secret/)
  await expect(wrong.ask('mine')).rejects.toThrow(/outside its contract.*id/)
  const undeclared = served({ open: () => Promise.reject(new Problem('sold_out')) })
  await expect(undeclared.ask('open')).rejects.toThrow(/toys\.open refused with sold_out/)
})

test('another service’s refusal that slips through is a bug here, with its cause, and not a riddle for the client', async () => {
  const theirs = new Problem('card_expired')
  const { ask } = served({ open: () => Promise.reject(theirs) }, { checkOutput: false })
  const error: unknown = await ask('open').catch((thrown: unknown) => thrown)
  expect(error).not.toBeInstanceOf(Problem)
  expect(error).toMatchObject({ cause: theirs })
})

test('nobody waits past the deadline, and nothing is begun after it', async () => {
  let begun = 0
  const never = new Promise<never>(() => {})
  const { ask } = served({ open: () => ((begun += 1), never) })
  const late = { deadline: systemPorts.clock.now() + 30 }
  await expect(ask('open', {}, aService, late)).rejects.toMatchObject({ code: 'deadline_exceeded' })
  await expect(ask('open', {}, aService, { deadline: systemPorts.clock.now() - 1 })).rejects.toMatchObject({
    code: 'deadline_exceeded',
  })
  expect(begun).toBe(1)
})

test('concurrent callers of a batched route share an execution, each with its own answer or refusal', async () => {
  const sizes: number[] = []
  const { ask } = served({
    many: async (asked) => {
      sizes.push(asked.length)
      return asked.map(({ input: { body } }) =>
        body.id === 'none'
          ? new Problem('sold_out')
          : body.id === 'kept'
            ? Answer.ofText('{"id":"k","price":2}')
            : { id: body.id, price: 1 },
      )
    },
  })
  const outcomes = await Promise.allSettled(
    ['a', 'none', 'kept', 'b'].map((id) => ask('many', { body: { id } })),
  )
  expect(sizes).toEqual([4])
  expect(
    outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value.body : (outcome.reason as Problem).code,
    ),
  ).toEqual([{ id: 'a', price: 1 }, 'sold_out', { id: 'k', price: 2 }, { id: 'b', price: 1 }])
})

test('a caller whose deadline passed in the queue is not worked for', async () => {
  const gate = Promise.withResolvers<void>()
  const seen: string[] = []
  let now = 1_000
  const { ask } = served(
    {
      many: async (asked) => {
        seen.push(...asked.map(({ input }) => input.body.id))
        await gate.promise
        return asked.map(() => toy)
      },
    },
    { clock: { now: () => now } },
  )
  const first = ask('many', { body: { id: 'first' } }, aService, { deadline: 60_000 })
  await expect.poll(() => seen).toEqual(['first'])
  const second = ask('many', { body: { id: 'second' } }, aService, { deadline: 5_000 })
  const third = ask('many', { body: { id: 'third' } }, aService, { deadline: 60_000 })
  await new Promise((resolve) => setImmediate(resolve))
  now = 6_000
  gate.resolve()
  await Promise.all([first, third, expect(second).rejects.toMatchObject({ code: 'deadline_exceeded' })])
  expect(seen).toEqual(['first', 'third'])
})

test('a drain waits for work that its caller has given up', async () => {
  const gate = Promise.withResolvers<void>()
  let done = false
  const { ask, drain } = served({ open: () => gate.promise.then(() => ((done = true), toy)) })
  await expect(ask('open', {}, aService, { deadline: systemPorts.clock.now() + 10 })).rejects.toThrow()
  const drained = drain().then(() => done)
  gate.resolve()
  expect(await drained).toBe(true)
})

test('calls are counted by route and status class, refusals and bugs apart', async () => {
  const metrics = openMetrics()
  const { ask } = served(
    { open: () => Promise.reject(new Error('bug')), mine: () => Promise.reject(new Problem('unavailable')) },
    { metrics },
  )
  await ask('inside')
  for (const route of ['open', 'mine', 'staff'] as const) await ask(route, {}, user('u')).catch(() => {})
  const text = await metrics.registry.metrics()
  for (const [route, status] of [
    ['inside', '2xx'],
    ['open', '5xx'],
    ['mine', '5xx'],
    ['staff', '4xx'],
  ]) {
    expect(text).toContain(`rialto_route_seconds_count{service="toys",route="${route}",status="${status}"} 1`)
  }
})
