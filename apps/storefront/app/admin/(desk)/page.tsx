import type { Metadata } from 'next'
import { AttentionPanel } from '../../../admin/dashboard/attention-panel.tsx'
import { FirstStepsPanel } from '../../../admin/dashboard/first-steps-panel.tsx'
import { PeriodBar } from '../../../admin/dashboard/period-bar.tsx'
import { readPeriod } from '../../../admin/dashboard/period.ts'
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
  const wanted =
    typeof query['currency'] === 'string' && /^[A-Z]{3}$/.test(query['currency'])
      ? query['currency']
      : undefined
  const { from, to } = period
  const summary = staff.may('orders:read')
    ? await (
        await myShop()
      ).order.summary({
        query: { from, to, timeZone, ...(wanted === undefined ? {} : { currency: wanted }) },
      })
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
