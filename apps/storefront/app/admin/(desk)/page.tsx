import type { Metadata } from 'next'
import { AttentionPanel } from '../../../admin/dashboard/attention-panel.tsx'
import { FirstStepsPanel } from '../../../admin/dashboard/first-steps-panel.tsx'
import { PeriodBar } from '../../../admin/dashboard/period-bar.tsx'
import { readPeriod, type Period } from '../../../admin/dashboard/period.ts'
import { Sales } from '../../../admin/dashboard/sales.tsx'
import { guarded } from '../../../admin/shell/guarded.tsx'
import { currentZone } from '../../../admin/ui/ago.tsx'
import { Later } from '../../../admin/ui/later.tsx'
import { PageHead, PageRoom } from '../../../admin/ui/page-head.tsx'
import { myShop } from '../../../session/shop.ts'

export const metadata: Metadata = { title: 'Dashboard' }

export default guarded(undefined, async ({ staff, query }) => {
  const timeZone = currentZone()
  const period = readPeriod(query, new Date(), timeZone)
  const summary = staff.may('orders:read')
    ? await salesOf(period, { timeZone, currency: query['currency'] })
    : undefined
  return (
    <PageRoom>
      <PageHead
        title="Dashboard"
        note={<span className="text-note">Times in {timeZone.replaceAll('_', ' ')}</span>}
        actions={
          summary && (
            <PeriodBar
              period={period}
              currency={summary.currency}
              currencies={summary.currencies.map(({ currency }) => currency)}
            />
          )
        }
      />
      <div className="grid gap-4">
        <FirstStepsPanel staff={staff} />
        <Later title="Needs attention">
          <AttentionPanel staff={staff} />
        </Later>
        {summary && (
          <Later title="Sales" rows={6}>
            <Sales summary={summary} period={period} staff={staff} />
          </Later>
        )}
      </div>
    </PageRoom>
  )
})

/** In the currency that the address names, where it names one; else in that of most orders. */
async function salesOf(
  { from, to }: Period,
  { timeZone, currency }: { readonly timeZone: string; readonly currency: string | string[] | undefined },
) {
  const named = typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? { currency } : {}
  const shop = await myShop()
  return shop.order.summary({ query: { from, to, timeZone, ...named } })
}
