/** What was ordered, and how the total came about. */
import type { OrderRefund, OrderView } from '@rialto/contracts/order'
import { formatMoney } from '../../region/money.ts'
import { PLACES } from '../shell/places.ts'
import type { Staff } from '../shell/staff.ts'
import { Money } from '../ui/money.tsx'
import { Panel } from '../ui/panel.tsx'
import { piecesBack } from './pieces.ts'

export function ItemsPanel({
  order,
  refunds,
  staff,
}: {
  readonly order: OrderView
  readonly refunds: readonly OrderRefund[]
  readonly staff: Staff
}) {
  const { currency, items } = order
  const back = piecesBack(refunds)
  const products = PLACES.find(({ path }) => path === '/admin/products')
  const isLinked = products !== undefined && (!products.permission || staff.may(products.permission))
  return (
    <Panel title="Items" isFlush>
      <div className="overflow-x-auto">
        <table className="w-full text-note">
          <thead className="text-muted">
            <tr className="border-y border-hairline">
              <th scope="col" className="h-9 px-4 text-start font-medium">
                Product
              </th>
              <th scope="col" className="px-3 text-end font-medium">
                Pieces
              </th>
              <th scope="col" className="px-3 text-end font-medium">
                Price
              </th>
              <th scope="col" className="px-4 text-end font-medium">
                Sum
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, productId, sku, name, quantity, price, total }) => (
              <tr key={id} className="border-b border-hairline">
                <td className="px-4 py-2.5">
                  {isLinked ? (
                    <a href={`/admin/products/${productId}`} className="font-medium hover:underline">
                      {name}
                    </a>
                  ) : (
                    <span className="font-medium">{name}</span>
                  )}
                  <span className="block text-small text-muted">{sku}</span>
                </td>
                <td className="px-3 text-end whitespace-nowrap">
                  {quantity.toLocaleString('en')}
                  {(back.get(id) ?? 0) > 0 && (
                    <span className="block text-small text-warning">{back.get(id)} refunded</span>
                  )}
                </td>
                <td className="px-3 text-end">
                  <Money amount={price} currency={currency} />
                </td>
                <td className="px-4 text-end">
                  <Money amount={total} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MoneySteps order={order} />
    </Panel>
  )
}

function MoneySteps({ order }: { readonly order: OrderView }) {
  const { currency, pricing, refunded, total, paymentStatus } = order
  const isPaid = paymentStatus !== 'unpaid' && paymentStatus !== 'declined'
  return (
    <dl className="grid gap-1.5 px-4 py-3 text-note">
      {pricing.map(({ step, label, amount }) => (
        <div
          key={`${step} ${label}`}
          className={`flex justify-between gap-4 ${step === 'total' ? 'border-t border-hairline pt-2 text-body font-semibold' : ''}`}
        >
          <dt className={step === 'total' ? '' : 'text-muted'}>
            {step === 'total' ? 'Total' : step === 'subtotal' ? `Goods, ${label}` : label}
          </dt>
          <dd>
            <Money amount={amount} currency={currency} />
          </dd>
        </div>
      ))}
      {isPaid && refunded > 0 && (
        <>
          <div className="flex justify-between gap-4">
            <dt className="text-muted">Given back</dt>
            <dd>−{formatMoney(refunded, currency, 'en')}</dd>
          </div>
          <div className="flex justify-between gap-4 font-semibold">
            <dt>Kept</dt>
            <dd>
              <Money amount={Math.max(0, total - refunded)} currency={currency} />
            </dd>
          </div>
        </>
      )}
    </dl>
  )
}
