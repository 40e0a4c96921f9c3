import type { Metadata } from 'next'
import { asked, type Query } from '../../../../../page/query.ts'
import { asWhoever } from '../../../../../session/own.ts'
import { LostOrder } from '../../../../../shop/order/lost-order.tsx'
import { OrderPage } from '../../../../../shop/order/order-page.tsx'
import { readOrder } from '../../../../../shop/order/read.ts'
import { words } from '../../../../../words/words.ts'

type Props = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Query }

/** Its link is a key: it may not wander on as the address that one came from. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const { id, token } = await linkIn(props)
  const found = await asWhoever(() => readOrder(id, token))
  const t = words('order')
  return {
    title: found ? t('title', { number: found.order.number }) : t('lostTitle'),
    robots: { index: false },
    referrer: 'same-origin',
  }
}

export default async function Page(props: Props) {
  const { id, token } = await linkIn(props)
  const found = await asWhoever(() => readOrder(id, token))
  if (!found) return <LostOrder id={id} />
  const [placed, cancel, account, card] = await Promise.all(
    ['placed', 'cancel', 'account', 'card'].map((name) => asked(props.searchParams, name)),
  )
  return <OrderPage {...found} {...{ token, cancel, account, card }} isPlaced={placed !== undefined} />
}

async function linkIn({ params, searchParams }: Props) {
  const [{ id }, token] = await Promise.all([params, asked(searchParams, 'token')])
  return { id, token }
}
