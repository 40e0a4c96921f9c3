/** The payments of an order, with the provider's names of them, and what may be done while money is only set aside. */
import type { PaymentView } from '@rialto/contracts/payment'
import { myShop } from '../../session/shop.ts'
import type { Staff } from '../shell/staff.ts'
import { Ago } from '../ui/ago.tsx'
import { Copy } from '../ui/copy.tsx'
import { Fact, Facts } from '../ui/detail-page.tsx'
import { Money } from '../ui/money.tsx'
import { Panel } from '../ui/panel.tsx'
import { StatusPill, type Tone } from '../ui/status-pill.tsx'
import { PaymentActs } from './payment-acts.tsx'

const STATUSES: Readonly<Record<PaymentView['status'], readonly [text: string, tone: Tone]>> = {
  pending: ['Pending', 'info'],
  requires_action: ['Waits for cardholder', 'warning'],
  authorised: ['Set aside', 'warning'],
  succeeded: ['Taken', 'success'],
  declined: ['Declined', 'danger'],
  voided: ['Let go', 'neutral'],
  partially_refunded: ['Partly given back', 'neutral'],
  refunded: ['Given back', 'neutral'],
}

export async function PaymentsPanel({ orderId, staff }: { readonly orderId: string; readonly staff: Staff }) {
  const { items } = await (await myShop()).payment.list({ query: { orderId } })
  return (
    <Panel title={items.length > 1 ? 'Payments' : 'Payment'}>
      {items.length === 0 && <p className="text-muted">Nothing was asked of a provider yet.</p>}
      <ul className="grid gap-4">
        {items.map((payment) => {
          const [text, tone] = STATUSES[payment.status]
          const isOpen = payment.status === 'authorised' || payment.status === 'requires_action'
          return (
            <li key={payment.id} className="grid gap-2.5">
              <div className="flex items-center justify-between gap-2">
                <span className="font-semibold">
                  <Money amount={payment.amount} currency={payment.currency} />
                </span>
                <StatusPill tone={tone}>{text}</StatusPill>
              </div>
              <Facts>
                <Fact name="By">
                  <span className="inline-block first-letter:uppercase">{payment.method}</span>
                </Fact>
                {payment.declineReason !== null && (
                  <Fact name="Reason">{payment.declineReason.replaceAll('_', ' ')}</Fact>
                )}
                {payment.captured > 0 && payment.captured !== payment.amount && (
                  <Fact name="Taken">
                    <Money amount={payment.captured} currency={payment.currency} />
                  </Fact>
                )}
                {payment.refunded > 0 && (
                  <Fact name="Given back">
                    <Money amount={payment.refunded} currency={payment.currency} />
                  </Fact>
                )}
                <Fact name="Asked for">
                  <Ago at={payment.createdAt} isFocusable />
                </Fact>
                {payment.expiresAt !== null && isOpen && (
                  <Fact name="Waits until">
                    <Ago at={payment.expiresAt} isFocusable />
                  </Fact>
                )}
                <Fact name="Payment">
                  <Copy text={payment.id} label="payment id" isShort />
                </Fact>
                {payment.transactionId !== null && (
                  <Fact name="At the provider">
                    <Copy text={payment.transactionId} label="the provider’s id" isShort />
                  </Fact>
                )}
              </Facts>
              {isOpen && staff.may('payments:capture') && (
                <PaymentActs
                  id={payment.id}
                  amount={payment.amount}
                  currency={payment.currency}
                  mayCapture={payment.status === 'authorised'}
                />
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
