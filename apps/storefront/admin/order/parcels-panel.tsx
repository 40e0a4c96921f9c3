/** The parcels of an order, and where they are. */
import { myShop } from '../../session/shop.ts'
import { Ago } from '../ui/ago.tsx'
import { Copy } from '../ui/copy.tsx'
import { Fact, Facts } from '../ui/detail-page.tsx'
import { Panel } from '../ui/panel.tsx'
import { StatusPill, type Tone } from '../ui/status-pill.tsx'

const STATUSES: Readonly<Record<string, readonly [text: string, tone: Tone]>> = {
  label_created: ['Label made', 'neutral'],
  in_transit: ['On its way', 'info'],
  out_for_delivery: ['With the courier', 'info'],
  delivered: ['Delivered', 'success'],
  exception: ['Held up', 'danger'],
  returned: ['Came back', 'warning'],
}

export async function ParcelsPanel({
  orderId,
  method,
}: {
  readonly orderId: string
  readonly method: string
}) {
  const { items } = await (await myShop()).shipping.shipments({ query: { orderId, scope: 'all' } })
  return (
    <Panel title="Delivery">
      <Facts>
        <Fact name="Method">
          <span className="inline-block first-letter:uppercase">{method}</span>
        </Fact>
      </Facts>
      {items.map(({ id, carrier, trackingNumber, status, history }) => {
        const [text, tone] = STATUSES[status] ?? [status, 'neutral']
        const last = history.at(-1)
        return (
          <div key={id} className="mt-3 grid gap-2.5 border-t border-hairline pt-3">
            <Facts>
              <Fact name={carrier}>
                <StatusPill tone={tone}>{text}</StatusPill>
              </Fact>
              <Fact name="Tracking">
                <Copy text={trackingNumber} label="tracking number" isShort />
              </Fact>
              {last && (
                <Fact name={last.location ?? 'Last seen'}>
                  <Ago at={last.at} isFocusable />
                </Fact>
              )}
            </Facts>
          </div>
        )
      })}
    </Panel>
  )
}
