/** Pieces of an order, by line: which are named, which went back, and what becomes of those that come back. */
import type { EventOf, OrderState } from '../domain.ts'

export type Piece = { readonly lineId: string; readonly sku: string; readonly quantity: number }
export type WantedLine = {
  readonly lineId?: string | undefined
  readonly sku?: string | undefined
  readonly quantity: number
}

export type Return = {
  readonly id: string
  readonly status: 'requested' | 'approved' | 'rejected' | 'received'
  readonly lines: readonly Piece[]
  /** Whether the pieces went back on the shelf when they came. */
  readonly restock: boolean
  readonly reason: string | null
  readonly at: string
  readonly updatedAt: string
}

type Lines = OrderState['placed']['lines']

export type Taken =
  | { readonly outcome: 'taken'; readonly pieces: readonly (Piece & { readonly place: number })[] }
  | { readonly outcome: 'unknown_line'; readonly place: number }
  | { readonly outcome: 'too_many'; readonly place: number; readonly left: number }

/**
 * Takes the wanted pieces out of what `gone` leaves of the lines; without a wish, all of them. A SKU takes
 * from its lines one after the other. `place` in a refusal is that of the wish.
 */
export function takePieces(lines: Lines, gone: readonly Piece[], wanted?: readonly WantedLine[]): Taken {
  const left = lines.map(({ quantity }) => quantity)
  for (const piece of gone) {
    const place = placeOf(piece.lineId)
    left[place] = (left[place] ?? 0) - piece.quantity
  }
  const took = lines.map(() => 0)
  const wishes: readonly WantedLine[] =
    wanted ?? lines.map((_, place) => ({ lineId: lineId(place), quantity: left[place] ?? 0 }))
  for (const [wish, { lineId: id, sku, quantity }] of wishes.entries()) {
    const places = lines.flatMap((line, place) =>
      (id === undefined ? line.sku === sku : lineId(place) === id && (sku === undefined || sku === line.sku))
        ? [place]
        : [],
    )
    if (places.length === 0) return { outcome: 'unknown_line', place: wish }
    let open = quantity
    for (const place of places) {
      const now = Math.min(open, Math.max(0, left[place] ?? 0))
      took[place] = (took[place] ?? 0) + now
      left[place] = (left[place] ?? 0) - now
      open -= now
    }
    if (open > 0) return { outcome: 'too_many', place: wish, left: quantity - open }
  }
  return {
    outcome: 'taken',
    pieces: lines.flatMap(({ sku }, place) => {
      const quantity = took[place] ?? 0
      return quantity > 0 ? [{ lineId: lineId(place), sku, quantity, place }] : []
    }),
  }
}

/** Lines are named by their place: `lin_1` is the first. */
export function lineId(place: number): string {
  return `lin_${place + 1}`
}

function placeOf(id: string): number {
  return Number(id.slice('lin_'.length)) - 1
}

export function requestedReturn({ at, data }: EventOf<'return_requested'>): Return {
  const { returnId, lines, reason } = data
  return { id: returnId, status: 'requested', lines, restock: false, reason, at, updatedAt: at }
}

const BECOMES = {
  return_approved: 'approved',
  return_rejected: 'rejected',
  return_received: 'received',
} as const

type Moved = EventOf<keyof typeof BECOMES>

export function movedReturn(returns: readonly Return[], event: Moved): readonly Return[] {
  const { type, at, data } = event
  const restock = type === 'return_received' && data.restock
  return returns.map((one) =>
    one.id === data.returnId ? { ...one, status: BECOMES[type], restock, updatedAt: at } : one,
  )
}

/** From where a return may move: it comes only when it may, and what has come is not refused any more. */
const LEGAL: Readonly<Record<keyof typeof BECOMES, readonly Return['status'][]>> = {
  return_approved: ['requested'],
  return_rejected: ['requested', 'approved'],
  return_received: ['approved'],
}

export function mayMove({ status }: Return, event: keyof typeof BECOMES): boolean {
  return LEGAL[event].includes(status)
}

/** Whether the return is where this event leads: asked again, nothing more happens. */
export function isThere({ status }: Return, event: keyof typeof BECOMES): boolean {
  return status === BECOMES[event]
}

/** Pieces that are coming back or have come; what was refused may be asked about again. */
export function piecesUnderReturn(returns: readonly Return[]): Piece[] {
  return returns.filter(({ status }) => status !== 'rejected').flatMap(({ lines }) => lines)
}

export function allCameBack(lines: Lines, returns: readonly Return[]): boolean {
  const came = returns.filter(({ status }) => status === 'received').flatMap((one) => one.lines)
  const count = (some: readonly { readonly quantity: number }[]) =>
    some.reduce((sum, { quantity }) => sum + quantity, 0)
  return count(came) >= count(lines)
}

/** Pieces that are back on the shelf, or on their way there: each goes there once. */
export function restocked({ refunds, returns }: Pick<OrderState, 'refunds' | 'returns'>): Piece[] {
  return [
    ...refunds.filter(({ restock, status }) => restock && status !== 'failed').flatMap(({ lines }) => lines),
    ...returns.filter(({ restock }) => restock).flatMap(({ lines }) => lines),
  ]
}
