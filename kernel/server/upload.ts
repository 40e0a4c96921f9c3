/**
 * Routes that take a file: as the body itself, as the one file of a form, or in Base64 inside JSON. To the
 * service all three are one body with `base64`; the other fields of a form stand beside it.
 */
import type { FastifyRequest, RouteOptions } from 'fastify'
import type { RouteInput, Upload } from '../contract/contract.ts'
import { Problem } from '../contract/problem.ts'
import type { App } from './app.ts'

const FORM = 'multipart/form-data'
/** Boundaries, headers and the small fields of a form. */
const FORM_BYTES_MAX = 16 * 1024
const FORM_FIELDS_MAX = 10

/** In a scope of its own, so that no other route takes these content types or bodies of that size. */
export function mountUpload(
  app: App,
  route: Pick<RouteOptions, 'method' | 'url' | 'handler'>,
  { types, bytesMax }: Upload,
  mayAsk: (request: FastifyRequest) => Promise<void>,
): void {
  const base64Max = Math.ceil(bytesMax / 3) * 4
  app.register((scope, _options, done) => {
    scope.removeContentTypeParser('*')
    for (const type of types) takeBytes(scope, type, bytesMax)
    takeBytes(scope, FORM, bytesMax + FORM_BYTES_MAX)
    scope.addContentTypeParser('*', (_request, payload, refused) => {
      payload.resume()
      const detail = `Send the file as ${types.join(', ')}, with its content type, or in a form.`
      refused(new Problem('unsupported_media_type', { detail }), undefined)
    })
    scope.addHook('preParsing', mayAsk)
    scope.addHook('preParsing', async (request) => {
      const length = Number(request.headers['content-length'] ?? 0)
      if (isUpload(request) && length > bytesMax + FORM_BYTES_MAX) throw tooLarge(bytesMax)
    })
    scope.route({ ...route, bodyLimit: base64Max + FORM_BYTES_MAX })
    done()
  })
}

function takeBytes(scope: App, type: string, bodyLimit: number): void {
  scope.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) =>
    // The limit of the route is that of the file in Base64; a parser’s own would not count beside it.
    body.length > bodyLimit ? done(tooLarge(bodyLimit), undefined) : done(null, body),
  )
}

function tooLarge(bytesMax: number): Problem {
  return new Problem('too_large', { detail: `The file may have ${bytesMax} bytes at most.` })
}

/** Whether the body is a file, or a form with one, and not JSON. */
export function isUpload({ headers }: FastifyRequest): boolean {
  const type = headers['content-type']
  return type !== undefined && !/^application\/json\b/i.test(type)
}

/** Puts the file, and what a form says beside it, into the input. Throws `validation_failed` for a form without one file. */
export async function readUpload(request: FastifyRequest, input: RouteInput): Promise<void> {
  if (!isUpload(request)) return
  const bytes = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
  const type = request.headers['content-type'] ?? ''
  const body = type.toLowerCase().startsWith(FORM)
    ? await formBody(bytes, type)
    : { base64: bytes.toString('base64') }
  Object.assign(input, { body })
}

async function formBody(bytes: Buffer, type: string): Promise<Record<string, string>> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw new Problem('validation_failed', { detail: 'The form could not be read.' })
    })
  const body: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [i, [name, value]] of [...form].entries()) {
    const property = typeof value === 'string' ? name : 'base64'
    if (Object.hasOwn(body, property) || i >= FORM_FIELDS_MAX) {
      throw new Problem('validation_failed', { detail: 'Send one file, and every other field once.' })
    }
    body[property] =
      typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()).toString('base64')
  }
  return { ...body }
}
