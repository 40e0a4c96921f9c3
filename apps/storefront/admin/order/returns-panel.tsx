/** What comes back, and where each return stands. */
import type { OrderReturn, OrderView } from '@rialto/contracts/order'
import { Ago } from '../ui/ago.tsx'
import { Panel } from '../ui/panel.tsx'
import { StatusPill, type Tone } from '../ui/status-pill.tsx'
import { ReturnActs } from './return-acts.tsx'

const STATUSES: Readonly<Record<OrderReturn['status'], readonly [text: string, tone: Tone]>> = {
  requested: ['Asked for', 'warning'],
  approved: ['On its way back', 'info'],
  rejected: ['Refused', 'neutral'],
  received: ['Received', 'success'],
}

export function ReturnsPanel({
  order,
  returns,
  mayMove,
}: {
  readonly order: OrderView
  readonly returns: readonly OrderReturn[]
  readonly mayMove: boolean
}) {
  const nameOf = (lineId: string) => order.items.find(({ id }) => id === lineId)?.name ?? lineId
  return (
    <Panel title="Returns" isFlush>
      <ul className="divide-y divide-hairline border-t border-hairline">
        {returns.map(({ id, status, lines, reason, createdAt }) => {
          const [text, tone] = STATUSES[status]
          return (
            <li key={id} className="flex flex-wrap items-start justify-between gap-3 px-4 py-3 text-note">
              <div className="min-w-0">
                <ul>
                  {lines.map(({ lineId, quantity }) => (
                    <li key={lineId}>
                      {quantity} × {nameOf(lineId)}
                    </li>
                  ))}
                </ul>
                <p className="mt-1 text-small text-muted">
                  {reason !== null && `${reason} · `}
                  <Ago at={createdAt} isFocusable />
                </p>
              </div>
              <div className="flex flex-wrap items-center gap-2">
                <StatusPill tone={tone}>{text}</StatusPill>
                {mayMove && (status === 'requested' || status === 'approved') && (
                  <ReturnActs id={order.id} returnId={id} isApproved={status === 'approved'} />
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
