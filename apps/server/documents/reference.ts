/** The script of the reference, which its makers keep inside a Fastify plugin: asked once, when somebody wants it. */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import fastify from 'fastify'

export type Asset = { readonly etag: string; readonly plain: Buffer; readonly zipped: Buffer }

const zip = promisify(gzip)
let script: Promise<Asset> | undefined

/** 4 MB of JavaScript, a quarter of that over the wire. Whoever starts the platform does not wait for it. */
export function referenceScript(): Promise<Asset> {
  script ??= readScript().catch((error: unknown) => {
    script = undefined
    throw error
  })
  return script
}

async function readScript(): Promise<Asset> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const app = fastify()
  await app.register(scalar, { routePrefix: '/docs', configuration: { url: '/openapi.json' } })
  const { rawPayload, statusCode } = await app.inject('/docs/js/scalar.js')
  await app.close()
  if (statusCode !== 200) throw new Error(`the reference has no script: ${statusCode}`)
  return assetOf(rawPayload)
}

export async function assetOf(plain: Buffer): Promise<Asset> {
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  return { etag, plain, zipped: await zip(plain) }
}
