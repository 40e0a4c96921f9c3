/** What stands where, and what of it may be moved or corrected: decided on rows that the store has locked. */

export type Place = { readonly id: string; readonly name: string; readonly isDefault: boolean }

export type Standing = { readonly id: string; readonly name: string; readonly onHand: number }

/**
 * What stands at each location. The first has what is on hand and not elsewhere: sales and returns go through
 * it. Below zero, more was sold than stood there, and so many have to be brought.
 */
export function standings(
  onHand: number,
  places: readonly Place[],
  elsewhere: readonly { readonly location: string; readonly onHand: number }[],
): Standing[] {
  const away = elsewhere.reduce((sum, each) => sum + each.onHand, 0)
  const counts = new Map(elsewhere.map((each) => [each.location, each.onHand]))
  return places.map(({ id, name, isDefault }) => ({
    id,
    name,
    onHand: isDefault ? onHand - away : (counts.get(id) ?? 0),
  }))
}

/** How a count is to change: by so many, or to so many. */
export type Correction = { readonly delta: number } | { readonly to: number }

export type CorrectionOutcome =
  | { readonly outcome: 'corrected'; readonly delta: number; readonly after: number }
  | { readonly outcome: 'stock_in_use' | 'location_short'; readonly delta: number }

/** A correction may take neither what is reserved nor what does not stand at its location. */
export function correct(
  level: { readonly onHand: number; readonly reserved: number },
  standing: { readonly onHand: number; readonly isDefault: boolean },
  correction: Correction,
): CorrectionOutcome {
  const delta = 'to' in correction ? correction.to - standing.onHand : correction.delta
  const after = standing.onHand + delta
  if (level.onHand + delta < level.reserved) return { outcome: 'stock_in_use', delta }
  // The first location may be below zero already: it is only stopped from getting there by hand.
  const short = after < 0 && (!standing.isDefault || delta < 0)
  return short ? { outcome: 'location_short', delta } : { outcome: 'corrected', delta, after }
}

/** Whether so many may leave a location. */
export function mayLeave(standing: { readonly onHand: number }, quantity: number): boolean {
  return quantity <= standing.onHand
}
