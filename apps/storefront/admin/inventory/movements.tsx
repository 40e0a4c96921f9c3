/** Every piece of a SKU that came or went, and who has spoken for what is there. */
import { myShop } from '../../session/shop.ts'
import { Who } from '../customer/who.tsx'
import { staff } from '../shell/staff.ts'
import { Ago } from '../ui/ago.tsx'
import { Panel } from '../ui/panel.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { kindOf, signed } from './words.ts'

const SHOWN_MAX = 50

export async function Movements({ sku, onHand }: { readonly sku: string; readonly onHand: number }) {
  const { items, nextCursor } = await (
    await myShop()
  ).inventory.movements({
    params: { sku },
    query: { limit: SHOWN_MAX },
  })
  return (
    <Panel title="Movements" isFlush>
      {items.length === 0 ? (
        <p className="px-4 pb-4 text-muted">Nothing came or went yet.</p>
      ) : (
        <ol className="divide-y divide-hairline border-t border-hairline text-note">
          {items.map(({ id, delta, kind, reason, reference, actor, at }, index) => {
            // Counted back from what is there now.
            const after = onHand - items.slice(0, index).reduce((sum, each) => sum + each.delta, 0)
            return (
              <li key={id} className="grid grid-cols-[4rem_1fr_auto] items-baseline gap-x-3 px-4 py-2.5">
                <strong className={`text-end ${delta < 0 ? 'text-danger' : 'text-success'}`}>
                  {signed(delta)}
                </strong>
                <span className="min-w-0 break-words">
                  <span className="font-medium">{kindOf(kind)}</span>
                  {reason !== null && reason !== '' && <span className="text-muted">: {reason}</span>}
                  {reference !== null && <Reference id={reference} />}
                  <span className="block text-small text-muted">
                    {(after - delta).toLocaleString('en')} → {after.toLocaleString('en')}
                    {actor !== null && (
                      <>
                        , by <Who id={actor} />
                      </>
                    )}
                  </span>
                </span>
                <span className="text-muted">
                  <Ago at={at} isFocusable />
                </span>
              </li>
            )
          })}
          {nextCursor !== null && (
            <li className="px-4 py-2.5 text-muted">The newest {SHOWN_MAX}; there are more before these.</li>
          )}
        </ol>
      )}
    </Panel>
  )
}

export async function Holds({ sku }: { readonly sku: string }) {
  const { items, nextCursor } = await (
    await myShop()
  ).inventory.holds({
    params: { sku },
    query: { limit: SHOWN_MAX },
  })
  return (
    <Panel title="Spoken for" isFlush>
      {items.length === 0 ? (
        <p className="px-4 pb-4 text-muted">Nobody holds any of it just now.</p>
      ) : (
        <ul className="divide-y divide-hairline border-t border-hairline text-note">
          {items.map(({ reservationId, orderId, quantity, isByHand, expiresAt, createdAt }) => (
            <li key={reservationId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
              <strong>{quantity.toLocaleString('en')}</strong>
              {orderId === null ? (
                <span className="font-code text-small break-all">{reservationId}</span>
              ) : (
                <Reference id={orderId} />
              )}
              {isByHand && <StatusPill tone="info">By hand</StatusPill>}
              <span className="ms-auto text-muted">
                since <Ago at={createdAt} />, until <Ago at={expiresAt} />
              </span>
            </li>
          ))}
          {nextCursor !== null && <li className="px-4 py-2.5 text-muted">The newest {SHOWN_MAX} of more.</li>}
        </ul>
      )}
    </Panel>
  )
}

async function Reference({ id }: { readonly id: string }) {
  if (!id.startsWith('ord_')) return <span className="text-muted"> ({id})</span>
  if (!(await staff()).may('orders:read')) return <span className="text-muted"> for an order</span>
  return (
    <>
      {' '}
      <a href={`/admin/orders/${id}`} className="text-link underline underline-offset-2">
        an order
      </a>
    </>
  )
}
