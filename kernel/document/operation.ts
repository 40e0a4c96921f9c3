/** One route as an OpenAPI operation: everything that it reads, and everything that it may answer. */
import type { TObject, TSchema } from 'typebox'
import { schemaCheck } from '../contract/check.ts'
import { mayBeAnybody, type Contract, type Policy, type Route } from '../contract/contract.ts'
import type { Sampler } from './example.ts'
import { refusalsOf } from './refusals.ts'
import type { Json, Shelf } from './schema.ts'

/** Examples that say more than a sampler can, by part of a route: `order.place` → `{ body: … }`. */
export type Shown = Readonly<Record<string, { readonly body?: unknown; readonly output?: unknown }>>

export type OperationNeeds = { readonly shelf: Shelf; readonly sampler: Sampler; readonly shown: Shown }

type Place = 'path' | 'query' | 'header'

export function operationOf(
  contract: Contract,
  name: string,
  { shelf, sampler, shown }: OperationNeeds,
): Json {
  const route = contract.routes[name] as Route
  const operationId = `${contract.name}.${name}`
  const { body, output } = shown[operationId] ?? {}
  const etag = bearsEtag(contract, route)
  const parameters = [
    ...parametersOf('path', route.params),
    ...parametersOf('query', route.query),
    ...parametersOf('header', route.headers),
    ...conventionsOf(route, etag).map((each) => ({ $ref: `#/components/parameters/${each}` })),
  ]

  function parametersOf(place: Place, schema: TObject | undefined): Json[] {
    if (!schema) return []
    const required = new Set(schema.required ?? [])
    // The standard keeps Authorization for the security scheme.
    return Object.entries(schema.properties as Record<string, TSchema>)
      .filter(([property]) => property !== 'authorization')
      .map(([property, inner]) =>
        parameterOf(place, property, inner, place === 'path' || required.has(property)),
      )
  }

  function parameterOf(place: Place, property: string, inner: TSchema, required: boolean): Json {
    const { description, ...schema } = shelf.put(inner, 'request')
    const example = required ? sampler.request(inner, contract.name, property) : undefined
    return {
      name: place === 'header' ? headerName(property) : property,
      in: place,
      required,
      ...(description === undefined ? {} : { description }),
      schema,
      ...(example === undefined ? {} : { example }),
    }
  }

  return {
    operationId,
    tags: [contract.name],
    summary: route.summary,
    ...descriptionOf(route),
    ...securityOf(route.policy),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body
      ? { requestBody: bodyOf(route.body, body ?? sampler.request(route.body, contract.name)) }
      : {}),
    responses: {
      ...successesOf(route, output ?? sampler.answer(route.output, contract.name)),
      ...refusalsOf(contract, route),
    },
  }

  function bodyOf(schema: TSchema, example: unknown): Json {
    const content = { schema: shelf.put(schema, 'request'), ...(example === undefined ? {} : { example }) }
    return {
      required: !takesNothing(schema),
      content: { 'application/json': content, ...filesOf(route) },
    }
  }

  function successesOf(
    { output: schema, status = 200, otherStatuses = [], respondAsync, idempotent, method, page }: Route,
    value: unknown,
  ) {
    const headers = {
      'X-Request-Id': { $ref: '#/components/headers/RequestId' },
      ...(etag ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
      ...(idempotent ? { 'Idempotent-Replayed': { $ref: '#/components/headers/IdempotentReplayed' } } : {}),
    }
    const content = {
      'application/json': {
        schema: shelf.put(schema, 'answer'),
        ...(value === undefined ? {} : { example: value }),
      },
      ...(page ? { 'text/html': { schema: { type: 'string' } } } : {}),
    }
    const later = 'Not at rest yet; ask again where `Location` says'
    const location = { Location: { $ref: '#/components/headers/Location' } }
    return {
      ...Object.fromEntries(
        otherStatuses.map((other) => [other, { description: 'It was there already', headers, content }]),
      ),
      [status]: { description: status === 201 ? 'Made' : 'Done', headers, content },
      ...(respondAsync ? { 202: { description: later, headers: { ...headers, ...location }, content } } : {}),
      ...(etag && method === 'GET' ? { 304: { $ref: '#/components/responses/NotModified' } } : {}),
    }
  }
}

/** What the kit reads for a route, beside what the route declares. */
function conventionsOf({ method, idempotent, problems, respondAsync }: Route, etag: boolean): string[] {
  return [
    ...(idempotent ? ['IdempotencyKey'] : []),
    ...(problems?.includes('lost_update') ? ['IfMatch'] : []),
    ...(etag && method === 'GET' ? ['IfNoneMatch'] : []),
    ...(respondAsync ? ['Prefer'] : []),
    'RequestId',
  ]
}

/**
 * What is guarded by `If-Match` somewhere says its version wherever it is read or written; so does what everybody
 * may read, for their caches.
 */
function bearsEtag({ routes }: Contract, { method, path, policy, etag }: Route): boolean {
  if (etag !== undefined) return etag
  if (method === 'GET' && mayBeAnybody(policy)) return true
  const guarded = Object.values(routes).filter(({ problems }) => problems?.includes('lost_update'))
  return guarded.some(
    (other) => other.path === path || (method === 'POST' && other.path.replace(/\/:\w+$/, '') === path),
  )
}

function descriptionOf({ policy }: Route): Json {
  return typeof policy === 'object' ? { description: `Needs the permission \`${policy.permission}\`.` } : {}
}

/** Where nobody has to, one may sign in as well: what one then sees may be more. */
function securityOf(policy: Policy): Json {
  if (mayBeAnybody(policy)) return { security: [{}, { bearer: [] }] }
  return { security: [{ bearer: typeof policy === 'object' ? [policy.permission] : [] }] }
}

/** A file is sent as it is, or as the one file of a form. */
function filesOf({ upload }: Route): Json {
  if (!upload) return {}
  const file = { type: 'string', format: 'binary' }
  const form = { type: 'object', required: ['file'], properties: { file } }
  return {
    ...Object.fromEntries(upload.types.map((type) => [type, { schema: file }])),
    'multipart/form-data': { schema: form, encoding: { file: { contentType: upload.types.join(', ') } } },
  }
}

function takesNothing(schema: TSchema): boolean {
  try {
    schemaCheck(schema, 'validation_failed')({})
    return true
  } catch {
    return false
  }
}

/** `x-cart-key` → `X-Cart-Key`, as people write it. */
function headerName(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}
