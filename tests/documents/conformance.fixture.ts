/** Judges an exchange by openapi.json, as somebody would who knows nothing else of the platform. */
import { openApiDocument } from '@rialto/server/documents/documents'
import { foldPath } from '@rialto/server/gateway/paths'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'

export type Exchange = {
  readonly method: string
  /** Path and query, in any dialect. */
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

type Response = {
  readonly $ref?: string
  readonly content?: Readonly<Record<string, unknown>>
  readonly headers?: object
}
type Operation = { readonly responses: Readonly<Record<string, Response>> }
export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly responses: Readonly<Record<string, Response>> }
}

/** What is outside the document, in words; nothing where all is well. */
export type Judge = (exchange: Exchange) => string[]

export function openJudge(document: OpenApi): Judge {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true })
  ajvFormats.default(ajv)
  ajv.addSchema(document, 'openapi')
  const checks = new Map<string, ValidateFunction>()
  const templates = Object.keys(document.paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`),
    placeholders: template.split('{').length,
  }))
  // A path with fewer placeholders is the one that was meant: /cart/merge before /cart/{key}.
  templates.sort((a, b) => a.placeholders - b.placeholders)

  function validate(pointer: string, value: unknown): string[] {
    let check = checks.get(pointer)
    if (!check) checks.set(pointer, (check = ajv.compile({ $ref: `openapi#${pointer}` })))
    if (check(value)) return []
    return (check.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }

  /** Refusals that never reach an operation. */
  function outside({ status, text }: Exchange): string[] {
    if (![404, 405, 400].includes(status))
      return [`no such operation is documented, and it answers ${status}`]
    return validate('/components/schemas/Problem', JSON.parse(text))
  }

  return (exchange) => {
    const folded = foldPath(exchange.method, exchange.url)
    const { method, url } = typeof folded === 'string' ? { method: exchange.method, url: folded } : folded
    const path = url.split('?')[0] ?? ''
    const found = templates.find(
      ({ pattern, template }) => pattern.test(path) && document.paths[template]?.[method.toLowerCase()],
    )
    const operation = found && document.paths[found.template]?.[method.toLowerCase()]
    if (method === 'HEAD' || method === 'OPTIONS') return []
    if (!operation || !found) return outside(exchange)
    const { status, headers, text } = exchange
    const response = operation.responses[status]
    if (!response) return [`the status ${status} is not documented: ${text.slice(0, 200)}`]
    if (!headers.has('x-request-id')) return ['no X-Request-Id']
    const pointer = response.$ref?.slice(1) ?? pointerTo(found.template, method, status)
    const { content, headers: said = {} } = response.$ref
      ? (document.components.responses[response.$ref.split('/').at(-1) ?? ''] ?? {})
      : response
    if (headers.has('etag') && status !== 304 && !('ETag' in said)) return ['an ETag that is not documented']
    const type = headers.get('content-type')?.split(';')[0] ?? ''
    if (content === undefined) return text === '' ? [] : ['a body that is not documented']
    if (!(type in content)) return [`the type ${type} is not documented`]
    return validate(`${pointer}/content/${escape(type)}/schema`, JSON.parse(text))
  }
}

function pointerTo(template: string, method: string, status: number): string {
  return `/paths/${escape(template)}/${method.toLowerCase()}/responses/${status}`
}

function escape(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
}

let judge: Judge | undefined

/** Throws where an exchange with the platform is outside the platform's own document. */
export function expectDocumented(exchange: Exchange): void {
  judge ??= openJudge(openApiDocument() as unknown as OpenApi)
  const faults = judge(exchange)
  if (faults.length > 0)
    throw new Error(`${exchange.method} ${exchange.url} is outside openapi.json: ${faults.join('; ')}`)
}
