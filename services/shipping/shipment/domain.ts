/** A parcel: where it may go from where it is, and by which number it is found. */
import type { ShipmentView } from '@rialto/contracts/shipping'

export type Status = ShipmentView['status']

export type Step = {
  readonly status: Status
  readonly at: string
  readonly location: string | null
  readonly note: string | null
}

export type Shipment = {
  readonly id: string
  readonly orderId: string
  readonly userId: string | null
  readonly carrier: string
  readonly trackingNumber: string
  readonly status: Status
  /** Oldest first. */
  readonly history: readonly Step[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Who brings parcels while no carrier is connected: its labels are pictures, and nobody takes them. */
export const SANDBOX_CARRIER = 'Rialto Sandbox Carrier'

/** More than any parcel sees. */
export const STEPS_MAX = 100

const NUMBER_CHARACTERS = 14

const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  label_created: ['in_transit', 'out_for_delivery', 'delivered', 'exception', 'returned'],
  in_transit: ['in_transit', 'out_for_delivery', 'delivered', 'exception', 'returned'],
  out_for_delivery: ['in_transit', 'out_for_delivery', 'delivered', 'exception', 'returned'],
  exception: ['in_transit', 'out_for_delivery', 'delivered', 'exception', 'returned'],
  delivered: ['returned'],
  returned: [],
}

export type MoveDecision =
  | { readonly outcome: 'moved'; readonly shipment: Shipment }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'invalid_transition'; readonly detail: string }

/** The shipment after a step. The same place again changes nothing, so that a scan told twice is told once. */
export function move(shipment: Shipment, step: Step): MoveDecision {
  const { status, history } = shipment
  const last = history.at(-1)
  if (last?.status === step.status && last.location === step.location && last.note === step.note) {
    return { outcome: 'unchanged' }
  }
  if (!NEXT[status].includes(step.status)) {
    const detail = `A shipment that is ${status} cannot become ${step.status}.`
    return { outcome: 'invalid_transition', detail }
  }
  if (history.length >= STEPS_MAX) {
    return { outcome: 'invalid_transition', detail: `This shipment has moved ${STEPS_MAX} times already.` }
  }
  const updatedAt = new Date(step.at)
  return {
    outcome: 'moved',
    shipment: { ...shipment, status: step.status, history: [...history, step], updatedAt },
  }
}

/** A number that nobody guesses, made of a secret: `RLT…`. */
export function newTrackingNumber(secret: string): string {
  return `RLT${trackingKey(secret).slice(0, NUMBER_CHARACTERS)}`
}

/** Numbers are read from labels and mails: spaces, dashes and case do not count. */
export function trackingKey(number: string): string {
  const key = number.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return key === '' ? number.trim() : key
}
