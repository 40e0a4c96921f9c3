import type { Metadata } from 'next'
import type { OrderView } from '@rialto/contracts/order'
import { Address } from '../../../../admin/order/customer-panel.tsx'
import { readMatching, readOrders } from '../../../../admin/order/matching.ts'
import { fetchesOf } from '../../../../admin/order/picking.ts'
import { Paper } from '../../../../admin/print/paper.tsx'
import { guarded } from '../../../../admin/shell/guarded.tsx'
import { currentZone } from '../../../../admin/ui/ago.tsx'
import { exactText } from '../../../../admin/ui/time.ts'

export const metadata: Metadata = { title: 'Pick list' }

/** More than a person carries, and as many pages as one wants to print by mistake. */
const ORDERS_MAX = 200

/** `?id=…` for each order, or the state of the list of orders for all that match. */
export default guarded('orders:read', async ({ query }) => {
  const zone = currentZone()
  const ids = [query['id'] ?? []].flat()
  const { orders, isMore } =
    ids.length > 0
      ? { orders: await readOrders(ids.slice(0, ORDERS_MAX)), isMore: ids.length > ORDERS_MAX }
      : await readMatching(query, zone, ORDERS_MAX)
  const fetches = fetchesOf(orders)
  return (
    <Paper title={`Pick list for ${orders.length} ${orders.length === 1 ? 'order' : 'orders'}`}>
      {isMore && (
        <p className="no-print mb-6 font-semibold">
          These are the first {ORDERS_MAX} of more. Ship them, then print the next.
        </p>
      )}
      {orders.length === 0 && <p>There is nothing to pick.</p>}
      {orders.length > 1 && (
        <section className="sheet mb-12">
          <h1 className="page-title">To fetch</h1>
          <p className="mt-1 text-muted">
            {orders.length} orders, {exactText(new Date().toISOString(), zone)}
          </p>
          <table className="mt-5 w-full text-body">
            <thead>
              <tr className="border-b-2 border-ink text-start">
                <Head text="Pieces" />
                <Head text="SKU" />
                <Head text="Product" />
                <Head text="For orders" />
              </tr>
            </thead>
            <tbody>
              {fetches.map(({ sku, name, quantity, orders: wanting }) => (
                <tr key={sku} className="border-b border-hairline align-top">
                  <td className="py-2 text-lead font-bold">{quantity}</td>
                  <td className="py-2 pe-4 font-semibold">{sku}</td>
                  <td className="py-2 pe-4">{name}</td>
                  <td className="py-2 text-note">
                    {wanting.map(({ number, quantity: pieces }) => `${number} (${pieces})`).join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {orders.map((order) => (
        <Slip key={order.id} order={order} zone={zone} />
      ))}
    </Paper>
  )
})

function Slip({ order, zone }: { readonly order: OrderView; readonly zone: string }) {
  return (
    <section className="sheet mb-12">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div>
          <h2 className="page-title">Order {order.number}</h2>
          <p className="mt-1 text-muted">
            Placed {exactText(order.createdAt, zone)}, {order.shippingMethod} delivery
          </p>
        </div>
        {order.shippingAddress && <Address address={order.shippingAddress} />}
      </div>
      <table className="mt-5 w-full text-body">
        <thead>
          <tr className="border-b-2 border-ink">
            <Head text="Done" />
            <Head text="Pieces" />
            <Head text="SKU" />
            <Head text="Product" />
            {/* A long order goes on over the sheet; which one it is has to stand there, too. */}
            <th
              scope="col"
              className="hidden py-1.5 text-end print:table-cell text-note font-semibold whitespace-nowrap"
            >
              Order {order.number}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.items.map(({ id, sku, name, quantity }) => (
            <tr key={id} className="border-b border-hairline">
              <td className="py-2.5">
                <span role="img" aria-label="To tick" className="block size-4 border border-ink" />
              </td>
              <td className="py-2.5 text-lead font-bold">{quantity}</td>
              <td className="py-2.5 pe-4 font-semibold">{sku}</td>
              <td className="py-2.5" colSpan={2}>
                {name}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Head({ text }: { readonly text: string }) {
  return (
    <th scope="col" className="py-1.5 pe-4 text-start text-note font-semibold">
      {text}
    </th>
  )
}
