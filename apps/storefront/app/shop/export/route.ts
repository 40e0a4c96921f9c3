/** All that the shop knows of who asks, as a file to keep. It grows while it is read: nobody's orders fill the memory. */
import { isProblem, type Rialto } from '@rialto/client'
import { me } from '../../../session/me.ts'
import { myShop } from '../../../session/shop.ts'

const LIMIT = 100

export async function GET(): Promise<Response> {
  if (!(await me())) return toTheDoor()
  const api = await myShop()
  let known: object
  try {
    known = await api.profile.export()
  } catch (error) {
    if (isProblem(error, 'unauthenticated')) return toTheDoor()
    throw error
  }
  return new Response(streamOf(written(api, known)), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="rialto.json"',
      'cache-control': 'private, no-store',
    },
  })
}

async function* written({ order, notification }: Rialto, known: object): AsyncGenerator<string, void> {
  yield JSON.stringify(known, undefined, 2).slice(0, -2)
  yield* listed('orders', order.list.each({ query: { limit: LIMIT } }))
  yield* listed('notifications', notification.list.each({ query: { limit: LIMIT } }))
  yield '\n}\n'
}

async function* listed(name: string, items: AsyncIterable<object>): AsyncGenerator<string, void> {
  yield `,\n  "${name}": [`
  let isFirst = true
  for await (const item of items) {
    yield `${isFirst ? '' : ','}\n    ${JSON.stringify(item)}`
    isFirst = false
  }
  yield '\n  ]'
}

function streamOf(pieces: AsyncGenerator<string, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next()
      if (next.done === true) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}

function toTheDoor(): Response {
  return new Response(undefined, { status: 303, headers: { location: '/sign-in?return=%2Faccount%2Fdata' } })
}
