/** Serves the documents at the gateway: made at the first request, kept as text, told apart by their ETag. */
import type { App } from '@rialto/kernel/server/app'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { asyncApiDocument, openApiDocument, postmanDocument } from './documents.ts'
import { BEGIN_SCRIPT, referencePage, START_STYLE, startPage } from './page.ts'
import { assetOf, referenceScript, type Asset } from './reference.ts'
import type { Sources } from './sources.ts'

/** `/openapi.json` and `/api/openapi.json` are folded to these, as all paths are. */
const DOCUMENTS = {
  '/api/v1/openapi.json': openApiDocument,
  '/api/v1/asyncapi.json': asyncApiDocument,
  '/api/v1/postman.json': postmanDocument,
} as const

const HTML = 'text/html; charset=utf-8'
const SCRIPT = 'text/javascript; charset=utf-8'

/** Scripts and everything else from here alone. The reference writes its own styles into the page. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The paths that are only to be read, for whoever refuses all other methods. */
export const DOCUMENT_PAGES = [
  '/',
  '/docs',
  '/docs/reference.js',
  '/docs/begin.js',
  '/docs/page.css',
  ...Object.keys(DOCUMENTS),
] as const

export function mountDocuments(app: App, sources: Sources): void {
  const serve = (url: string, type: string, make: () => Promise<Asset>) => {
    const asset = once(make)
    app.get(url, async (request, reply) => send(request, reply, type, await asset()))
  }
  const text = (url: string, type: string, make: () => string) =>
    serve(url, type, () => assetOf(Buffer.from(make())))

  for (const [url, make] of Object.entries(DOCUMENTS))
    text(url, 'application/json; charset=utf-8', () => JSON.stringify(make(sources)))
  text('/', HTML, () => startPage().text)
  text('/docs', HTML, () => referencePage().text)
  text('/docs/begin.js', SCRIPT, () => BEGIN_SCRIPT)
  text('/docs/page.css', 'text/css; charset=utf-8', () => START_STYLE)
  serve('/docs/reference.js', SCRIPT, referenceScript)
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  { etag, plain, zipped }: Asset,
): FastifyReply {
  reply.headers({ etag, 'cache-control': 'no-cache' })
  if (type === HTML) reply.header('content-security-policy', PAGE_POLICY)
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  const takesZip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  if (takesZip) reply.header('content-encoding', 'gzip')
  return reply.type(type).send(takesZip ? zipped : plain)
}
