/** How the services are, again and again, as server-sent events; the API decides who may know. */
import { isProblem } from '@rialto/client'
import { openReadings } from '../../../../admin/service/readings.ts'
import { myShop } from '../../../../session/shop.ts'

const BACK_AFTER_SECONDS = 30

export async function GET(request: Request): Promise<Response> {
  // Cookies are there until the answer begins, and not while it goes on.
  const { platform } = await myShop()
  const look = () => platform.services()
  try {
    const stream = openReadings({ look, first: await look(), signal: request.signal })
    if (!stream)
      return new Response(null, { status: 503, headers: { 'retry-after': `${BACK_AFTER_SECONDS}` } })
    return new Response(stream, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        // Neither kept nor packed: a packed stream arrives when it is over.
        'cache-control': 'private, no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  } catch (error) {
    if (!isProblem(error)) throw error
    return Response.json({ code: error.code }, { status: error.status })
  }
}
