/** The index lies in one of two slots; while the other is being built, changes go to both. */
export type Slot = 'a' | 'b'

export function otherSlot(slot: Slot): Slot {
  return slot === 'a' ? 'b' : 'a'
}

/** Where a change has to be written. */
export function slotsOf({ slot, building }: { readonly slot: Slot; readonly building: Slot | null }): Slot[] {
  return building === null ? [slot] : [slot, building]
}
