/** A Postman collection (v2.1) from contracts: a walk whose steps hand on what they learnt, then every request. */
import type { TSchema } from 'typebox'
import type { Contract, Route } from '../contract/contract.ts'
import { openSampler, type Words } from './example.ts'
import { publicRoutes, type DocumentInfo } from './openapi.ts'
import type { Shown } from './operation.ts'
import type { Json } from './schema.ts'

/** One request of a walk, by the name of its operation. Texts may hold `{{variables}}` that earlier steps kept. */
export type Step = {
  readonly name: string
  readonly operation: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** The variable that holds the token; `token` unless said, '' for none. */
  readonly token?: string
  /** The status that it must answer with; the one of success unless said. */
  readonly status?: number
  /** Variables to keep, each with its place in the answer: `{ orderId: 'id' }`. */
  readonly keeps?: Readonly<Record<string, string>>
  /** What the answer must hold: `{ status: 'confirmed' }`. */
  readonly holds?: Readonly<Record<string, unknown>>
}

export type CollectionOptions = {
  readonly info: DocumentInfo
  readonly walk: { readonly name: string; readonly description: string; readonly steps: readonly Step[] }
  /** What stands for a path parameter among the single requests: `{ 'order.id': '{{orderId}}' }`. */
  readonly places: Readonly<Record<string, string>>
  readonly variables: Readonly<Record<string, string>>
  readonly words?: Words
  readonly shown?: Shown
}

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

/** Throws for a step whose operation no contract declares. */
export function postmanOf(contracts: readonly Contract[], options: CollectionOptions): Json {
  const { info, walk, places, variables, words = {}, shown = {} } = options
  const sampler = openSampler(words)
  const routes = new Map<string, Route>(
    contracts.flatMap((contract) =>
      publicRoutes(contract).map(([name, route]) => [`${contract.name}.${name}`, route] as const),
    ),
  )

  function stepItem(step: Step): Json {
    const route = routes.get(step.operation)
    if (!route) throw new Error(`the walk asks for ${step.operation}, which no contract declares`)
    return itemOf(step.name, route, step, scriptOf(step, route.status ?? 200))
  }

  function singleItem(contract: Contract, name: string, route: Route): Json {
    const operation = `${contract.name}.${name}`
    const params = Object.entries((route.params?.properties ?? {}) as Record<string, TSchema>).map(
      ([param, schema]) => [
        param,
        places[`${contract.name}.${param}`] ??
          places[param] ??
          String(sampler.request(schema, contract.name, param)),
      ],
    )
    const body = route.body && (shown[operation]?.body ?? sampler.request(route.body, contract.name))
    const asked = {
      params: Object.fromEntries(params) as Record<string, string>,
      ...(body === undefined ? {} : { body }),
      token: typeof route.policy === 'object' ? 'adminToken' : 'token',
    }
    return itemOf(`${name}: ${route.summary}`, route, asked, NO_FAILURE)
  }

  return {
    info: { name: info.title, description: info.description, schema: SCHEMA },
    auth: bearer('token'),
    variable: Object.entries(variables).map(([key, value]) => ({ key, value, type: 'string' })),
    item: [
      { name: walk.name, description: walk.description, item: walk.steps.map(stepItem) },
      ...contracts
        .filter((contract) => publicRoutes(contract).length > 0)
        .map((contract) => ({
          name: contract.name,
          ...(contract.summary === undefined ? {} : { description: contract.summary }),
          item: publicRoutes(contract).map(([name, route]) => singleItem(contract, name, route)),
        })),
    ],
  }
}

type Asked = Pick<Step, 'params' | 'query' | 'body' | 'headers' | 'token'>

function itemOf(name: string, route: Route, asked: Asked, exec: readonly string[]): Json {
  const { params = {}, query = {}, body, headers = {}, token = 'token' } = asked
  const path = route.path.split('/').slice(1)
  const search = Object.entries(query).map(([key, value]) => ({ key, value }))
  const unused = Object.keys((route.query?.properties ?? {}) as object)
    .filter((key) => !(key in query))
    .map((key) => ({ key, value: '', disabled: true }))
  const sent = {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(route.idempotent ? { 'Idempotency-Key': '{{$guid}}' } : {}),
    ...headers,
  }
  const raw = `{{base_url}}${route.path}${search.length > 0 ? `?${search.map(({ key, value }) => `${key}=${value}`).join('&')}` : ''}`
  return {
    name,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec } }],
    request: {
      method: route.method,
      auth: token === '' ? { type: 'noauth' } : bearer(token),
      header: Object.entries(sent).map(([key, value]) => ({ key, value })),
      url: {
        raw,
        host: ['{{base_url}}'],
        path,
        query: [...search, ...unused],
        variable: path
          .filter((segment) => segment.startsWith(':'))
          .map((segment) => ({ key: segment.slice(1), value: params[segment.slice(1)] ?? '' })),
      },
      ...(body === undefined
        ? {}
        : {
            body: {
              mode: 'raw',
              raw: JSON.stringify(body, undefined, 2),
              options: { raw: { language: 'json' } },
            },
          }),
      description: route.summary,
    },
  }
}

/** The words of a test script are ours and constant; values go in as JSON. */
function scriptOf({ name, status, keeps = {}, holds = {} }: Step, success: number): string[] {
  return [
    `pm.test(${JSON.stringify(`${name}: ${status ?? success}`)}, () => pm.response.to.have.status(${status ?? success}))`,
    'const body = pm.response.json()',
    ...Object.entries(holds).map(
      ([path, value]) =>
        `pm.test(${JSON.stringify(`${path} is ${String(value)}`)}, () => pm.expect(_.get(body, ${JSON.stringify(path)})).to.eql(${valueOf(value)}))`,
    ),
    ...Object.entries(keeps).map(
      ([variable, path]) =>
        `pm.collectionVariables.set(${JSON.stringify(variable)}, _.get(body, ${JSON.stringify(path)}))`,
    ),
  ]
}

/** A text that is one variable stands for what the variable holds. */
function valueOf(value: unknown): string {
  const variable = typeof value === 'string' ? /^\{\{(\w+)\}\}$/.exec(value)?.[1] : undefined
  return variable === undefined
    ? JSON.stringify(value)
    : `pm.collectionVariables.get(${JSON.stringify(variable)})`
}

/** 503 is an answer: something may not be set up here. */
const NO_FAILURE = ["pm.test('the shop does not fail', () => pm.expect(pm.response.code).to.not.equal(500))"]

function bearer(variable: string): Json {
  return { type: 'bearer', bearer: [{ key: 'token', value: `{{${variable}}}`, type: 'string' }] }
}
