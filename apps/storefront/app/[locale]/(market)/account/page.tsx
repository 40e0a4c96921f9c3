import type { Metadata } from 'next'
import { MailWarning } from 'lucide-react'
import { isProblem, Unreachable, type Rialto } from '@rialto/client'
import { here } from '../../../../page/here.ts'
import { asked, type Query } from '../../../../page/query.ts'
import { asMe } from '../../../../session/own.ts'
import { OrderList } from '../../../../shop/own/order-list.tsx'
import { OwnPage } from '../../../../shop/own/own-page.tsx'
import { resendVerification } from '../../../../shop/own/profile.ts'
import { buttonStyle } from '../../../../ui/button.tsx'
import { Empty } from '../../../../ui/empty.tsx'
import { words } from '../../../../words/words.ts'

const ORDERS_SHOWN = 3
const LINK = 'inline-flex min-h-11 shrink-0 items-center text-note font-semibold underline underline-offset-4'

export function generateMetadata(): Metadata {
  return { title: words('own')('menu'), robots: { index: false } }
}

export default async function AccountPage({ searchParams }: { searchParams: Query }) {
  const t = words('own')
  const [profile, orders, count] = await asMe((api) =>
    Promise.all([
      api.identity.profile(),
      api.order.list({ query: { limit: ORDERS_SHOWN } }),
      countUnread(api),
    ]),
  )
  const name = profile.firstName ?? profile.username
  const isSent = (await asked(searchParams, 'said')) === 'sent'
  return (
    <OwnPage at="overview" title={name === null ? t('menu') : t('hello', { name })}>
      {profile.email !== null && !profile.emailVerified && (
        <VerifyNotice email={profile.email} isSent={isSent} />
      )}
      {count > 0 && (
        <p className="mb-8">
          <a href={here('/account/notifications?unread=true')} className={LINK}>
            {t('unread', { count })}
          </a>
        </p>
      )}
      <section aria-labelledby="latest-orders">
        <div className="mb-6 flex items-baseline justify-between gap-6">
          <h2 id="latest-orders" className="text-title">
            {t('latestOrders')}
          </h2>
          {orders.nextCursor !== null && (
            <a href={here('/account/orders')} className={LINK}>
              {t('allOrders')}
            </a>
          )}
        </div>
        {orders.items.length === 0 ? (
          <Empty title={t('noOrders')}>
            <a href={here('/')} className={buttonStyle('action')}>
              {t('toMarket')}
            </a>
          </Empty>
        ) : (
          <OrderList orders={orders.items} heading="h3" />
        )}
      </section>
    </OwnPage>
  )
}

/** The page is worth showing without it. */
async function countUnread({ notification }: Rialto): Promise<number> {
  try {
    return (await notification.unreadCount()).count
  } catch (error) {
    if (isProblem(error, 'unauthenticated') || !(isProblem(error) || error instanceof Unreachable))
      throw error
    return 0
  }
}

function VerifyNotice({ email, isSent }: { readonly email: string; readonly isSent: boolean }) {
  const t = words('own')
  return (
    <div role="status" className="mb-8 flex items-start gap-3 rounded-card bg-surface p-5">
      <MailWarning aria-hidden size={24} strokeWidth={1.75} className="shrink-0 text-warning" />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>{t(isSent ? 'verifySent' : 'verifyNotice', { email })}</p>
        {!isSent && (
          <form action={resendVerification}>
            <button className={LINK}>{t('verifyResend')}</button>
          </form>
        )}
      </div>
    </div>
  )
}
