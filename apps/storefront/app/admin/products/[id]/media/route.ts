import { PICTURE_BYTES_MAX } from '@rialto/contracts/catalog/media'
import { forgetProducts } from '../../../../../admin/product/shown.ts'
import { sendFile } from '../../../../../session/ask.ts'

type Context = { readonly params: Promise<{ readonly id: string }> }

const ALT_CHARACTERS_MAX = 300

/** `?alt=…` and the picture itself: passed on to the catalogue, which makes it into its widths. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params
  const alt = (new URL(request.url).searchParams.get('alt') ?? '').trim().slice(0, ALT_CHARACTERS_MAX)
  if (alt === '') return problem(422, 'Say what the picture shows, for those who cannot see it.')
  // Also for one that does not say how long it is.
  const length = Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  if (length > PICTURE_BYTES_MAX) return problem(413, 'A picture has ten megabytes at most.')
  const answer = await sendFile(
    `/api/v1/products/${encodeURIComponent(id)}/media?${new URLSearchParams({ alt }).toString()}`,
    {
      type: request.headers.get('content-type') ?? 'application/octet-stream',
      body: await request.arrayBuffer(),
      idempotencyKey: crypto.randomUUID(),
    },
  ).catch(() => undefined)
  if (!answer) return problem(503, 'The shop’s services did not answer. Try again in a few seconds.')
  if (answer.ok) forgetProducts([id])
  return new Response(await answer.text(), {
    status: answer.status,
    headers: { 'content-type': answer.headers.get('content-type') ?? 'application/json' },
  })
}

function problem(status: number, detail: string): Response {
  return Response.json({ status, title: detail, detail }, { status })
}
