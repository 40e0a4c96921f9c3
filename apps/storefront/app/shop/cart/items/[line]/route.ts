/** Sets how many of a line are in the cart; plain forms can only POST. */
import { readSent } from '../../../../../page/sent.ts'
import { answered, notSent } from '../../../../../shop/cart/answer.ts'
import { setQuantity } from '../../../../../shop/cart/change.ts'

type Named = { readonly params: Promise<{ readonly line: string }> }

export async function PUT(request: Request, named: Named): Promise<Response> {
  return set(request, named)
}

export async function POST(request: Request, named: Named): Promise<Response> {
  return set(request, named)
}

async function set(request: Request, { params }: Named): Promise<Response> {
  const [sent, { line }] = await Promise.all([readSent(request), params])
  return sent ? answered(await setQuantity(line, sent), sent) : notSent()
}
