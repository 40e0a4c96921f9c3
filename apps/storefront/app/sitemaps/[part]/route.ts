import { sitemap } from '../../../machines/shop-sitemap.ts'

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ part: string }> },
): Promise<Response> {
  const { part } = await params
  const number = /^products-([1-9]\d{0,4})\.xml$/.exec(part)?.[1]
  const lines =
    part === 'places.xml'
      ? sitemap.places()
      : number === undefined
        ? undefined
        : await sitemap.products(Number(number))
  if (!lines) return new Response('There is no such part of the sitemap.\n', { status: 404 })
  return new Response(streamOf(lines), {
    headers: { 'content-type': 'application/xml' },
  })
}

/** Read as fast as it is taken, and no further than it is. */
function streamOf(lines: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return()
    },
  })
}
