/**
 * How an order came about, step by step and service by service: what each step took, where it waits, and what was
 * undone because a later step failed. Read from the timeline, which tells what was answered and when.
 */

export type Happened = {
  readonly type: string
  readonly at: string
  readonly data: Readonly<Record<string, unknown>>
}

export type LaneStep = {
  readonly service: 'Order' | 'Inventory' | 'Payment'
  readonly name: string
  readonly state: 'done' | 'waiting' | 'failed' | 'ahead'
  readonly at?: string
  /** Since the step before it. */
  readonly tookMs?: number
  readonly note?: string
}

export type Lane = {
  readonly steps: readonly LaneStep[]
  /** What was taken back, in the order in which it was. */
  readonly undone: readonly LaneStep[]
}

const OUT_OF_STOCK = 'out_of_stock'

export function laneOf(timeline: readonly Happened[]): Lane {
  const first = (type: string) => timeline.find((event) => event.type === `order.${type}`)
  const placed = first('placed')
  if (!placed) return { steps: [], undone: [] }
  const [held, paid, confirmed, declined, cancelled] = [
    first('stock_reserved'),
    first('paid'),
    first('confirmed'),
    first('declined'),
    first('cancelled'),
  ]
  const waits = timeline.filter(({ type }) => type === 'order.awaiting_payment')
  const hasNoStock = declined?.data['reason'] === OUT_OF_STOCK
  // Nobody is asked for money before the stock is there.
  const isHeld = held !== undefined || waits.length > 0 || (declined !== undefined && !hasNoStock)
  const isOver = declined !== undefined || cancelled !== undefined

  const steps: LaneStep[] = [
    { service: 'Order', name: 'Placed', state: 'done', at: placed.at },
    {
      service: 'Inventory',
      name: hasNoStock ? 'Out of stock' : 'Stock held',
      state: isHeld ? 'done' : hasNoStock ? 'failed' : isOver ? 'ahead' : 'waiting',
      ...took(placed, held ?? (hasNoStock ? declined : undefined)),
    },
    chargeStep(),
    {
      service: 'Order',
      name: 'Confirmed',
      state: confirmed ? 'done' : 'ahead',
      ...took(paid, confirmed),
    },
  ]
  return { steps, undone: undoneSteps() }

  function chargeStep(): LaneStep {
    const base = { service: 'Payment', name: 'Charged' } as const
    if (paid) return { ...base, state: 'done', ...took(held, paid) }
    if (declined && !hasNoStock)
      return {
        ...base,
        name: 'Refused',
        state: 'failed',
        note: spoken(declined.data['reason']),
        ...took(placed, declined),
      }
    const wait = waits.at(-1)
    if (wait && cancelled) return { ...base, name: 'Not paid', state: 'failed', ...took(wait, cancelled) }
    if (wait)
      return { ...base, name: 'To be paid', state: 'waiting', at: wait.at, note: spoken(wait.data['reason']) }
    return { ...base, state: isHeld && !isOver ? 'waiting' : 'ahead' }
  }

  function undoneSteps(): LaneStep[] {
    const end = cancelled ?? (isHeld ? declined : undefined)
    if (!end) return []
    const stock: LaneStep = {
      service: 'Inventory',
      name: paid ? 'Stock put back' : 'Stock set free',
      state: 'done',
      at: end.at,
    }
    const back = timeline.filter(({ type, at }) => type === 'order.refunded' && at >= end.at).at(-1)
    if (!paid || !cancelled) return [stock]
    const money: LaneStep = back
      ? { service: 'Payment', name: 'Money given back', state: 'done', ...took(cancelled, back) }
      : { service: 'Payment', name: 'Money on its way back', state: 'waiting' }
    return [money, stock]
  }
}

function took(before: Happened | undefined, event: Happened | undefined): Pick<LaneStep, 'at' | 'tookMs'> {
  if (!event) return {}
  if (!before) return { at: event.at }
  return { at: event.at, tookMs: Math.max(0, Date.parse(event.at) - Date.parse(before.at)) }
}

function spoken(reason: unknown): string {
  return typeof reason === 'string' ? reason.replaceAll('_', ' ') : ''
}
