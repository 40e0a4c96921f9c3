/** Keeps what has been typed so far, and says what the order would cost with it; or forgets it, once it is ordered. */
import { readSent } from '../../../page/sent.ts'
import { forgetDraft, keepDraft } from '../../../session/draft.ts'
import { currentRegion } from '../../../session/region.ts'
import { notSent } from '../../../shop/cart/answer.ts'
import { fieldsOf } from '../../../shop/checkout/fields.ts'
import { destinationOf } from '../../../shop/checkout/destination.ts'
import { quoteOf } from '../../../shop/checkout/quote.ts'

export async function POST(request: Request): Promise<Response> {
  const sent = await readSent(request)
  if (!sent) return notSent()
  const fields = fieldsOf(sent.text)
  await keepDraft(fields)
  const quoted = await quoteOf(await destinationOf(fields), sent.locale, await currentRegion())
  return Response.json({ quote: quoted?.quote }, { headers: { 'cache-control': 'private, no-store' } })
}

export async function DELETE(): Promise<Response> {
  await forgetDraft()
  return new Response(null, { status: 204 })
}
