import type { Metadata } from 'next'
import { refundableOf, returnableOf } from '../../../../../admin/order/afterwards.ts'
import { AddressPanel, CustomerPanel } from '../../../../../admin/order/customer-panel.tsx'
import { ItemsPanel } from '../../../../../admin/order/items-panel.tsx'
import { LanePanel } from '../../../../../admin/order/lane-panel.tsx'
import { MessagesPanel } from '../../../../../admin/order/messages-panel.tsx'
import { OrderActs } from '../../../../../admin/order/order-acts.tsx'
import { ParcelsPanel } from '../../../../../admin/order/parcels-panel.tsx'
import { PaymentsPanel } from '../../../../../admin/order/payments-panel.tsx'
import { readOrder } from '../../../../../admin/order/read.ts'
import { ReturnsPanel } from '../../../../../admin/order/returns-panel.tsx'
import { OrderStatus, PaymentStatus } from '../../../../../admin/order/status.tsx'
import { TimelinePanel } from '../../../../../admin/order/timeline-panel.tsx'
import { Watch } from '../../../../../admin/ui/watch.tsx'
import { guarded } from '../../../../../admin/shell/guarded.tsx'
import { Missing } from '../../../../../admin/shell/missing.tsx'
import { Ago } from '../../../../../admin/ui/ago.tsx'
import { Copy } from '../../../../../admin/ui/copy.tsx'
import { DetailPage } from '../../../../../admin/ui/detail-page.tsx'
import { Later } from '../../../../../admin/ui/later.tsx'
import { PageHead, PageRoom } from '../../../../../admin/ui/page-head.tsx'

export const metadata: Metadata = { title: 'Order' }

export default guarded('orders:read', async ({ staff, params: { id = '' } }) => {
  const file = await readOrder(id)
  if (!file) return <Missing />
  const { order, etag, entries, refunds, returns, invoice } = file
  const { status, paymentStatus } = order
  const lines = returnableOf(file, staff)
  const isMoving = status === 'pending' || paymentStatus === 'refund_pending'
  const isCancellable = status === 'awaiting_payment' || status === 'confirmed'
  return (
    <PageRoom isNarrow>
      {isMoving && <Watch />}
      <PageHead
        title={`Order ${order.number}`}
        back={{ href: '/admin/orders', label: 'Orders' }}
        note={
          <>
            <OrderStatus status={status} />
            <PaymentStatus status={paymentStatus} />
            <Ago at={order.createdAt} isFocusable />
            <Copy text={order.id} label="order id" isShort />
          </>
        }
        actions={
          <OrderActs
            id={order.id}
            etag={etag}
            number={order.number}
            may={{
              ship: status === 'confirmed' && staff.may('orders:ship'),
              deliver: status === 'shipped' && staff.may('orders:ship'),
              cancel: isCancellable && staff.may('orders:cancel'),
            }}
            cancelText={
              status === 'confirmed'
                ? 'The customer gets all their money back, and the stock is for sale again. This cannot be undone.'
                : 'Nothing was paid, so nothing is given back. The stock is for sale again. This cannot be undone.'
            }
            refundable={refundableOf(file, staff)}
            returnable={lines && { lines }}
            hasInvoice={invoice !== undefined}
          />
        }
      />
      <DetailPage
        side={
          <>
            <Later title="Customer">
              <CustomerPanel order={order} staff={staff} />
            </Later>
            <AddressPanel address={order.shippingAddress} />
            {staff.may('payments:read') && (
              <Later title="Payment">
                <PaymentsPanel orderId={order.id} staff={staff} />
              </Later>
            )}
            <Later title="Delivery">
              <ParcelsPanel orderId={order.id} method={order.shippingMethod} />
            </Later>
          </>
        }
      >
        <ItemsPanel order={order} refunds={refunds} staff={staff} />
        {returns.length > 0 && (
          <ReturnsPanel order={order} returns={returns} mayMove={staff.may('orders:return')} />
        )}
        <LanePanel timeline={entries} />
        {staff.may('notifications:read') && (
          <Later title="Messages">
            <MessagesPanel orderId={order.id} staff={staff} />
          </Later>
        )}
        <Later title="Timeline">
          <TimelinePanel orderId={order.id} userId={order.userId} entries={entries} staff={staff} />
        </Later>
      </DetailPage>
    </PageRoom>
  )
})
