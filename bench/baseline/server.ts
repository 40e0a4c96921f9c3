/** What Fastify alone does with the very bytes that the platform answered: the mark that reading is measured against. */
import { fastify } from 'fastify'
import type { AddressInfo } from 'node:net'

export type Page = { readonly path: string; readonly text: string }

process.on('message', (pages: readonly Page[]) => {
  void serve(pages)
})
process.on('disconnect', () => process.exit())
process.send?.('ready')

/** A route by parameter and a route without, like the platform's; nothing is looked up but a text. */
async function serve(pages: readonly Page[]): Promise<void> {
  const texts = new Map(pages.map(({ path, text }) => [path, text]))
  const app = fastify()
  app.get<{ Params: { id: string } }>('/api/v1/products/:id', (request, reply) =>
    reply.type('application/json; charset=utf-8').send(texts.get(`/api/v1/products/${request.params.id}`)),
  )
  app.get('/api/v1/products', (request, reply) =>
    reply.type('application/json; charset=utf-8').send(texts.get(request.url)),
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
  process.send?.((app.server.address() as AddressInfo).port)
}
