/** What brought in most. */
import type { OrderSummary } from '@rialto/contracts/order'
import { Money } from '../ui/money.tsx'
import { Panel } from '../ui/panel.tsx'

const SHOWN_MAX = 7

export function TopProducts({ summary: { topProducts, currency } }: { readonly summary: OrderSummary }) {
  const most = topProducts[0]?.revenue ?? 0
  return (
    <Panel title="Top products">
      {topProducts.length === 0 && <p className="text-muted">Nothing was sold in this period.</p>}
      <ol className="grid grid-cols-[minmax(0,1fr)] gap-3 text-note">
        {topProducts.slice(0, SHOWN_MAX).map(({ sku, name, quantity, revenue }) => (
          <li key={sku}>
            <span className="flex justify-between gap-4">
              {/* Whole: of two variants the end of the name is what tells them apart. */}
              <span className="min-w-0 break-words">{name}</span>
              <span className="font-semibold">
                <Money amount={revenue} currency={currency ?? 'USD'} />
              </span>
            </span>
            <span className="mt-1 flex items-center gap-3 text-small text-muted">
              <span aria-hidden className="h-1 flex-1 overflow-hidden rounded-pill bg-surface">
                <span
                  className="block h-full rounded-pill bg-chart-1"
                  style={{ width: `${most > 0 ? Math.max(0, (revenue / most) * 100) : 0}%` }}
                />
              </span>
              {quantity === 1 ? '1 piece' : `${quantity.toLocaleString('en')} pieces`}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
