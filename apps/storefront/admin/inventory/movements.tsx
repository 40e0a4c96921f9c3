/** Every piece of a SKU that came or went, and who has spoken for what is there. */
import { ChevronRight } from 'lucide-react'
import { myShop } from '../../session/shop.ts'
import { Who } from '../customer/who.tsx'
import { staff } from '../shell/staff.ts'
import { Ago } from '../ui/ago.tsx'
import { buttonStyle, SMALL_ICON } from '../ui/button.ts'
import { Panel } from '../ui/panel.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { counted, pageText, readPage } from './ledger.ts'
import { isSaid, kindOf, signed } from './words.ts'

const SHOWN_MAX = 50

export async function Movements({
  sku,
  onHand,
  page,
}: {
  readonly sku: string
  readonly onHand: number
  /** Which page of them, as the address says. */
  readonly page: string | undefined
}) {
  const { cursor, count } = readPage(page, onHand)
  const shop = await myShop()
  const { items, nextCursor } = await shop.inventory.movements({
    params: { sku },
    query: { limit: SHOWN_MAX, ...(cursor === undefined ? {} : { cursor }) },
  })
  const movements = counted(items, count)
  const path = `/admin/inventory/${encodeURIComponent(sku)}`
  const older = nextCursor && pageText({ cursor: nextCursor, count: movements.at(-1)?.before ?? count })
  return (
    <Panel title="Movements" isFlush>
      {movements.length === 0 ? (
        <p className="px-4 pb-4 text-muted">Nothing came or went yet.</p>
      ) : (
        <ol className="divide-y divide-hairline border-t border-hairline text-note">
          {movements.map(({ id, delta, kind, reason, reference, actor, at, before, after }) => (
            <li key={id} className="grid grid-cols-[4rem_1fr_auto] items-baseline gap-x-3 px-4 py-2.5">
              <strong className={`text-end ${delta < 0 ? 'text-danger' : 'text-success'}`}>
                {signed(delta)}
              </strong>
              <span className="min-w-0 break-words">
                <span className="font-medium">{kindOf(kind)}</span>
                {reason !== null && !isSaid(kind, reason) && <span className="text-muted">: {reason}</span>}
                {reference !== null && <Reference id={reference} />}
                <span className="block text-small text-muted">
                  {before.toLocaleString('en')} → {after.toLocaleString('en')}
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
          ))}
        </ol>
      )}
      {(cursor !== undefined || older) && (
        <nav
          aria-label="Pages of movements"
          className="flex justify-end gap-2 border-t border-hairline px-4 py-2"
        >
          {cursor !== undefined && (
            <a href={`${path}#movements`} className={buttonStyle('plain')}>
              Newest
            </a>
          )}
          {older && (
            <a
              href={`${path}?${new URLSearchParams({ movements: older }).toString()}#movements`}
              rel="next"
              className={buttonStyle('plain')}
            >
              Older
              <ChevronRight {...SMALL_ICON} />
            </a>
          )}
        </nav>
      )}
    </Panel>
  )
}

export async function Holds({ sku }: { readonly sku: string }) {
  const shop = await myShop()
  const { items, nextCursor } = await shop.inventory.holds({
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
