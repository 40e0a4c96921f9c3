import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { isProblem } from '@rialto/client'
import { here } from '../../../../../page/here.ts'
import { asked, type Query } from '../../../../../page/query.ts'
import { asMe } from '../../../../../session/own.ts'
import { OrderList } from '../../../../../shop/own/order-list.tsx'
import { OwnPage } from '../../../../../shop/own/own-page.tsx'
import { buttonStyle } from '../../../../../ui/button.tsx'
import { Empty } from '../../../../../ui/empty.tsx'
import { Pages } from '../../../../../ui/pages.tsx'
import { words } from '../../../../../words/words.ts'

const LIMIT = 10
const PATH = '/account/orders'

export function generateMetadata(): Metadata {
  return { title: words('own')('orders'), robots: { index: false } }
}

export default async function OrdersPage({ searchParams }: { searchParams: Query }) {
  const t = words('own')
  const cursor = await asked(searchParams, 'cursor')
  const { items, nextCursor } = await readOrders(cursor)
  return (
    <OwnPage at="orders" title={t('orders')} said={await asked(searchParams, 'said')}>
      {items.length === 0 ? (
        <Empty title={t('noOrders')}>
          <a href={here('/')} className={buttonStyle('action')}>
            {t('toMarket')}
          </a>
        </Empty>
      ) : (
        <OrderList orders={items} />
      )}
      <Pages
        first={cursor === undefined ? undefined : { href: here(PATH), text: t('ordersNewest') }}
        next={
          nextCursor === null
            ? undefined
            : { href: here(`${PATH}?cursor=${encodeURIComponent(nextCursor)}`), text: t('ordersOlder') }
        }
      />
    </OwnPage>
  )
}

/** A page that is gone, as of a link that was kept too long, is the first one. */
async function readOrders(cursor: string | undefined) {
  const query = { limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) }
  try {
    return await asMe((api) => api.order.list({ query }))
  } catch (error) {
    if (cursor !== undefined && isProblem(error) && error.status < 500) redirect(here(PATH))
    throw error
  }
}
