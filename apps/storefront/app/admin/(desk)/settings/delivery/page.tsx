import type { Metadata } from 'next'
import { SettingsTabs } from '../../../../../admin/settings/tabs.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { Money } from '../../../../../admin/ui/money.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'
import { Panel } from '../../../../../admin/ui/panel.tsx'
import { myShop } from '../../../../../session/shop.ts'

export const metadata: Metadata = { title: 'Delivery' }

/** What everywhere else is asked about with. */
const ELSEWHERE = 'NZ'
const NAMES = new Intl.DisplayNames('en', { type: 'region' })

export default guarded('orders:read', async ({ staff }) => {
  const shop = await myShop()
  const { items: zones } = await shop.shipping.zones()
  const methods = await Promise.all(
    zones.map(({ countries }) => shop.shipping.methods({ query: { country: countries[0] ?? ELSEWHERE } })),
  )
  return (
    <PageRoom isNarrow>
      <PageHead title="Settings" />
      <SettingsTabs current="/admin/settings/delivery" staff={staff} />
      <p className="mb-4 max-w-[70ch] text-muted">
        What an empty basket pays to be sent, by zone. Free and cheaper delivery from a certain sum on is
        worked out for each basket.
      </p>
      <div className="grid gap-4">
        {zones.map(({ id, name, countries }, index) => (
          <Panel key={id} title={name} isFlush>
            <p className="px-4 pb-3 text-note text-muted">
              {countries.length === 0
                ? 'Every country that is in no other zone.'
                : new Intl.ListFormat('en').format(countries.map((code) => NAMES.of(code) ?? code))}
            </p>
            <ul className="divide-y divide-hairline border-t border-hairline">
              {(methods[index]?.items ?? []).map(({ method, label, price, currency, reason, delivery }) => (
                <li key={method} className="grid grid-cols-[1fr_auto] gap-x-4 px-4 py-2.5">
                  <span className="font-semibold">{label}</span>
                  <span className="text-end font-semibold">
                    <Money amount={price} currency={currency} />
                  </span>
                  <span className="text-note text-muted">{reason}</span>
                  <span className="text-end text-note text-muted">
                    {delivery.daysMin === delivery.daysMax
                      ? `${delivery.daysMin} working days`
                      : `${delivery.daysMin}–${delivery.daysMax} working days`}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        ))}
      </div>
    </PageRoom>
  )
})
