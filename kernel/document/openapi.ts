/** OpenAPI 3.1 from contracts: every public route, as it is checked and as it answers. */
import type { Contract, Route } from '../contract/contract.ts'
import { openSampler, type Words } from './example.ts'
import { operationOf, type Shown } from './operation.ts'
import { commonRefusals, PROBLEM_SCHEMA } from './refusals.ts'
import { openShelf, textOf, type Json } from './schema.ts'

export type DocumentInfo = {
  readonly title: string
  readonly version: string
  readonly description: string
}

export type DocumentOptions = {
  readonly info: DocumentInfo
  readonly words?: Words
  readonly shown?: Shown
  /** What the answer of an operation is called: `{ 'catalog.get': 'Product' }`. */
  readonly names?: Readonly<Record<string, string>>
  /** Paths that no contract declares, such as /health, ready made. */
  readonly paths?: Json
}

/** Routes for services alone stay inside: no client can reach them. */
export function publicRoutes({ routes }: Contract): [string, Route][] {
  return Object.entries(routes).filter(([, { policy }]) => policy !== 'service')
}

/** Throws where two contracts claim one operation, or one title stands over different schemas. */
export function openApiOf(contracts: readonly Contract[], options: DocumentOptions): Json {
  const { info, words = {}, shown = {} } = options
  const shelf = openShelf(namesByText(contracts, options.names ?? {}))
  const needs = { shelf, sampler: openSampler(words), shown }
  const paths: Record<string, Record<string, Json>> = {}
  const tags: Json[] = []
  for (const contract of contracts) {
    const routes = publicRoutes(contract)
    if (routes.length === 0) continue
    const { name, summary } = contract
    tags.push({ name, ...(summary === undefined ? {} : { description: summary }) })
    for (const [routeName, { method, path }] of routes) {
      const item = (paths[templateOf(path)] ??= {})
      if (item[method.toLowerCase()]) throw new Error(`${method} ${path} is claimed twice`)
      item[method.toLowerCase()] = operationOf(contract, routeName, needs)
    }
  }
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'Where this document was read' }],
    tags,
    paths: { ...paths, ...options.paths },
    components: {
      schemas: { Problem: PROBLEM_SCHEMA, ...Object.fromEntries([...shelf.schemas].toSorted(byName)) },
      responses: { NotModified: { description: 'What you have is current' }, ...commonRefusals() },
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'The access token of register, login or refresh: 15 minutes, EdDSA, keys at /.well-known/jwks.json. Where an operation lists a permission, the roles of the token must grant it.',
        },
      },
    },
  }
}

function namesByText(
  contracts: readonly Contract[],
  names: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const texts = contracts.flatMap(({ name, routes }) =>
    Object.entries(routes).flatMap(([route, { output }]): [string, string][] => {
      const title = names[`${name}.${route}`]
      return title === undefined ? [] : [[textOf(output), title]]
    }),
  )
  return new Map(texts)
}

function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}')
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1
}

const PARAMETERS: Json = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Makes it safe to ask again: the same key with the same body gives the first answer, byte for byte, for 24 hours. With another body it is refused with 422.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The `ETag` that you read. Refused with 412 if somebody else was faster.',
    schema: { type: 'string' },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` that you have; 304 if it is still current.',
    schema: { type: 'string' },
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description: '`respond-async`: answer 202 at once, and let me ask later.',
    schema: { type: 'string' },
  },
  RequestId: {
    name: 'X-Request-Id',
    in: 'header',
    description:
      'A name of yours for this request, up to 64 of `A-Z a-z 0-9 _ . : -`; it stands in every log line. Another is made where it does not fit.',
    schema: { type: 'string' },
  },
}

const text = (description: string): Json => ({ description, schema: { type: 'string' } })

const HEADERS: Json = {
  RequestId: text('Finds the log lines of this request'),
  ETag: text('The version of what was read or written, where it has one: for If-Match and If-None-Match'),
  Location: text('Where to look'),
  Allow: text('The methods that this path knows'),
  WwwAuthenticate: text('What to send: `Bearer`'),
  RetryAfter: { description: 'Seconds to wait', schema: { type: 'string', pattern: '^[0-9]+$' } },
  IdempotentReplayed: {
    description: 'There when this is the first answer again',
    schema: { type: 'string', enum: ['true'] },
  },
}
