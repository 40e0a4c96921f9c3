/** What happens to an order while somebody looks at its page, as server-sent events. */
import { currentPage } from '../../../../../page/page.ts'
import { myShop } from '../../../../../session/shop.ts'
import { isNotTheirs } from '../../../../../shop/order/read.ts'
import { lookerFor, openStream } from '../../../../../shop/order/stream.ts'

const BACK_AFTER_SECONDS = 30

type Named = { readonly params: Promise<{ readonly id: string }> }

export async function GET(request: Request, { params }: Named): Promise<Response> {
  const [{ id }, { order }] = await Promise.all([params, myShop()])
  const { searchParams } = new URL(request.url)
  const look = lookerFor(order, id, searchParams.get('token') ?? undefined)
  try {
    const stream = openStream({
      look,
      first: await look(),
      // A browser that comes back says what it has seen.
      after: Number(request.headers.get('last-event-id') ?? searchParams.get('after') ?? 0) || 0,
      address: currentPage()?.address ?? '',
      signal: request.signal,
    })
    if (!stream) return refused(503, { 'retry-after': String(BACK_AFTER_SECONDS) })
    return new Response(stream, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        // Neither kept nor packed: a packed stream arrives when it is over.
        'cache-control': 'private, no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  } catch (error) {
    if (isNotTheirs(error)) return refused(404, {})
    throw error
  }
}

function refused(status: number, headers: Readonly<Record<string, string>>): Response {
  return new Response(null, { status, headers: { 'cache-control': 'no-store', ...headers } })
}
