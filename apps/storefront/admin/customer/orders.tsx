/** The latest orders of a customer. */
import { myShop } from '../../session/shop.ts'
import { OrderStatus, PaymentStatus } from '../order/status.tsx'
import { Ago } from '../ui/ago.tsx'
import { Money } from '../ui/money.tsx'
import { Panel } from '../ui/panel.tsx'

const SHOWN_MAX = 8

export async function CustomerOrders({ userId }: { readonly userId: string }) {
  const { items, total } = await (await myShop()).order.list({ query: { userId, limit: SHOWN_MAX } })
  return (
    <Panel
      title="Orders"
      isFlush
      actions={
        items.length > 0 && (
          <a
            href={`/admin/orders?${new URLSearchParams({ userId }).toString()}`}
            className="text-note text-link hover:underline"
          >
            {total === undefined ? 'All orders' : `All ${total.toLocaleString('en')}`}
          </a>
        )
      }
    >
      {items.length === 0 ? (
        <p className="px-4 pb-4 text-muted">Nothing ordered yet.</p>
      ) : (
        <ul className="divide-y divide-hairline border-t border-hairline">
          {items.map(({ id, number, total: sum, currency, status, paymentStatus, createdAt }) => (
            <li key={id}>
              <a
                href={`/admin/orders/${id}`}
                className="grid min-h-11 grid-cols-[1fr_auto] items-center gap-x-4 px-4 py-2 text-note hover:bg-surface sm:grid-cols-[5rem_1fr_auto_6rem]"
              >
                <span className="font-semibold">{number}</span>
                <span className="flex flex-wrap gap-1.5 max-sm:order-3">
                  <OrderStatus status={status} />
                  <PaymentStatus status={paymentStatus} />
                </span>
                <span className="text-muted max-sm:order-4">
                  <Ago at={createdAt} />
                </span>
                <span className="text-end">
                  <Money amount={sum} currency={currency} />
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
