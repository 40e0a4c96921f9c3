/** What can be said of a promise: it is kept and a check shows it; it is kept otherwise on purpose; or its time comes later. */
import type { World } from './world.fixture.ts'

export type Check = (world: World) => Promise<void> | void

export type Verdict =
  | { readonly verdict: 'pass'; readonly shown: string; readonly check: Check }
  | { readonly verdict: 'different'; readonly reason: string; readonly instead: string }
  | { readonly verdict: 'later'; readonly part: string }

export type Verdicts = Readonly<Record<string, Verdict>>

/** `shown` says to a reader how it is shown; the check throws where it does not hold. */
export function pass(shown: string, check: Check): Verdict {
  return { verdict: 'pass', shown, check }
}

export function different(reason: string, instead: string): Verdict {
  return { verdict: 'different', reason, instead }
}

/** `part` is what has to be there first. */
export function later(part: string): Verdict {
  return { verdict: 'later', part }
}

/** The same for several: `'004-S001 003-S001'`. */
export function each(ids: string, verdict: Verdict): Verdicts {
  return Object.fromEntries(ids.split(/\s+/).map((id) => [id, verdict]))
}

/** One table of many; an id that stands in two of them is a mistake. */
export function joined(parts: readonly Verdicts[]): Verdicts {
  const all: Record<string, Verdict> = {}
  for (const [id, verdict] of parts.flatMap((part) => Object.entries(part))) {
    if (all[id]) throw new Error(`${id} has two verdicts`)
    all[id] = verdict
  }
  return all
}
