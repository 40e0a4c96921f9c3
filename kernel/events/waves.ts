/** Groups a batch of events for the reactions. */
import type { Event } from './event.ts'
import type { Reaction } from './reactions.ts'

type Wave = { readonly reaction: Reaction; readonly events: readonly Event[] }

/**
 * As few calls of reactions as possible, each with events of one type, without ever letting an event
 * overtake an earlier one of its key: it joins the wave of its key's last event, or the next one if its
 * type differs.
 */
export function waves(events: readonly Event[], reactions: ReadonlyMap<string, Reaction>): Wave[] {
  const lastOfKey = new Map<string, { wave: number; type: string }>()
  const grouped = new Map<string, { wave: number; reaction: Reaction; events: Event[] }>()
  for (const event of events) {
    const reaction = reactions.get(event.type)
    if (!reaction) throw new Error(`nobody reacts to ${event.type}`)
    const last = lastOfKey.get(event.key)
    const wave = last === undefined ? 0 : last.type === event.type ? last.wave : last.wave + 1
    lastOfKey.set(event.key, { wave, type: event.type })
    const name = `${wave} ${event.type}`
    const group = grouped.get(name)
    if (group) group.events.push(event)
    else grouped.set(name, { wave, reaction, events: [event] })
  }
  return [...grouped.values()].toSorted((a, b) => a.wave - b.wave)
}
