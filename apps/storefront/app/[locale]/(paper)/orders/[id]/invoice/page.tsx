import type { Metadata } from 'next'
import { asked, type Query } from '../../../../../../page/query.ts'
import { InvoicePaper, NoInvoice } from '../../../../../../shop/order/invoice.tsx'
import { LostOrder } from '../../../../../../shop/order/lost-order.tsx'
import { readInvoice } from '../../../../../../shop/order/read-invoice.ts'
import { words } from '../../../../../../words/words.ts'

type Props = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Query }

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { found } = await invoiceOf(props)
  const t = words('order')
  const title = typeof found === 'string' ? t('invoice') : t('invoiceTitle', { number: found.number })
  return { title, robots: { index: false }, referrer: 'same-origin' }
}

export default async function Page(props: Props) {
  const { found, id, token } = await invoiceOf(props)
  if (found === 'lost') return <LostOrder id={id} />
  if (found === 'none yet') return <NoInvoice id={id} token={token} />
  return <InvoicePaper invoice={found} token={token} />
}

async function invoiceOf({ params, searchParams }: Props) {
  const [{ id }, token] = await Promise.all([params, asked(searchParams, 'token')])
  return { found: await readInvoice(id, token), id, token }
}
