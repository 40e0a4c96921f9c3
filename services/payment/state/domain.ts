/** The states of a payment and the moves between them: one table, which everything that moves one asks. */
import type { Charge } from '../provider.ts'

export const STATES = [
  'pending',
  'requires_action',
  'authorised',
  'capturing',
  'voiding',
  'succeeded',
  'declined',
  'voided',
] as const

export type State = (typeof STATES)[number]

/**
 * From each state, where it may go. `capturing` and `voiding` are decisions of ours that the provider has
 * not confirmed: of the two only one can be made, and what the provider really did outranks both.
 */
export const MOVES: Readonly<Record<State, readonly State[]>> = {
  pending: ['requires_action', 'authorised', 'succeeded', 'declined', 'voided'],
  requires_action: ['authorised', 'succeeded', 'declined', 'voided'],
  authorised: ['capturing', 'voiding', 'succeeded', 'voided'],
  capturing: ['succeeded', 'voided'],
  voiding: ['voided', 'succeeded'],
  succeeded: [],
  declined: [],
  voided: [],
}

/** States in which a payment waits for somebody who is not us: its cardholder, or staff. */
const WAITING: ReadonlySet<State> = new Set(['requires_action', 'authorised', 'capturing', 'voiding'])
/** States in which money is set aside, and posted so. */
const SET_ASIDE: ReadonlySet<State> = new Set(['authorised', 'capturing', 'voiding'])

export function mayMove(from: State, to: State): boolean {
  return MOVES[from].includes(to)
}

export function isAtRest(state: State): boolean {
  return MOVES[state].length === 0
}

export function isWaiting(state: State): boolean {
  return WAITING.has(state)
}

const STATE_OF: Readonly<Record<Charge['outcome'], State>> = {
  captured: 'succeeded',
  authorised: 'authorised',
  declined: 'declined',
  requires_action: 'requires_action',
  abandoned: 'voided',
}

/** The state that a provider's answer means. */
export function stateOf({ outcome }: Pick<Charge, 'outcome'>): State {
  return STATE_OF[outcome]
}

type Known = { readonly status: State; readonly amount: number; readonly currency: string }

export type SettleDecision =
  | { readonly outcome: 'move'; readonly to: State }
  | { readonly outcome: 'stay' }
  | { readonly outcome: 'mismatch'; readonly kind: 'amount' | 'taken_but_ended' | 'denied_but_taken' }

/**
 * What the provider's word about a charge means for a payment of ours. Late and repeated words change
 * nothing; a word that contradicts what is written is for a person to look at.
 */
export function decideSettle(payment: Known, charge: Charge): SettleDecision {
  if (payment.amount !== charge.amount || payment.currency !== charge.currency)
    return { outcome: 'mismatch', kind: 'amount' }
  const to = stateOf(charge)
  if (mayMove(payment.status, to)) return { outcome: 'move', to }
  if (payment.status === 'succeeded' && (to === 'declined' || to === 'voided'))
    return { outcome: 'mismatch', kind: 'denied_but_taken' }
  const ended = payment.status === 'declined' || payment.status === 'voided'
  if (ended && (to === 'succeeded' || to === 'authorised'))
    return { outcome: 'mismatch', kind: 'taken_but_ended' }
  return { outcome: 'stay' }
}

export type Entry = { readonly transaction: string; readonly account: string; readonly amount: number }

/**
 * The double entries of a move. What is set aside stands in two accounts of its own until it is taken or let
 * go; what is taken stands where every payment does.
 */
export function postingsOf(id: string, amount: number, from: State, to: State, taken: number): Entry[] {
  return [
    ...(SET_ASIDE.has(to) && !SET_ASIDE.has(from)
      ? pair(`${id}/authorised`, 'set_aside', 'set_aside_due', amount)
      : []),
    ...(SET_ASIDE.has(from) && !SET_ASIDE.has(to)
      ? pair(`${id}/released`, 'set_aside', 'set_aside_due', -amount)
      : []),
    ...(to === 'succeeded' ? pair(id, 'provider', 'sales', taken) : []),
  ]
}

function pair(transaction: string, debit: string, credit: string, amount: number): Entry[] {
  if (amount === 0) return []
  return [
    { transaction, account: debit, amount },
    { transaction, account: credit, amount: -amount },
  ]
}

export type ViewStatus = Exclude<State, 'capturing' | 'voiding'> | 'partially_refunded' | 'refunded'

/** The status that clients see: what came back shows, and what is not confirmed yet does not. */
export function visibleStatus(status: State, captured: number, refunded: number): ViewStatus {
  if (status === 'capturing' || status === 'voiding') return 'authorised'
  if (status !== 'succeeded' || refunded === 0) return status
  return refunded === captured ? 'refunded' : 'partially_refunded'
}
