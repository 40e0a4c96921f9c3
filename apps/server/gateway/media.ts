/** Gives out the pictures that are kept: named after their content, so that a browser never has to ask twice. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '@rialto/kernel/contract/problem'
import { sendProblem, type App } from '@rialto/kernel/server/app'

export type MediaFiles = { get(name: string): Promise<Uint8Array | undefined> }

/** Written `/media/:name` by those who show them: every path is folded to the canonical one. */
export const MEDIA_PATH = '/api/v1/media/:name'

const NAME = /^[0-9a-f]{32}-\d{1,4}\.webp$/
const YEAR_SECONDS = 365 * 24 * 60 * 60
const CACHE_CONTROL = `public, max-age=${YEAR_SECONDS}, immutable`

export function mountMedia(app: App, files: MediaFiles): void {
  app.get(MEDIA_PATH, async (request, reply) => {
    const { name } = request.params as { readonly name: string }
    const etag = `"${name}"`
    if (!NAME.test(name)) return unknown(request, reply)
    const bytes = await files.get(name)
    if (!bytes) return unknown(request, reply)
    // Pages of other origins may show it: it is public, and a shop often stands elsewhere than its pictures.
    reply.headers({ etag, 'cache-control': CACHE_CONTROL, 'cross-origin-resource-policy': 'cross-origin' })
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
    return reply.type('image/webp').send(bytes)
  })
}

function unknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const detail = 'There is no such picture. Its address stands in the images of its product.'
  return sendProblem(reply, request, new Problem('not_found', { detail }), {})
}
