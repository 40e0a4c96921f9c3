/** Changes by merchants: one at a time, noted with who did it, and seen by every process. */
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Tx } from '@rialto/kernel/sql/database'
import { noteCuration } from '../build/store.ts'
import { keyOf } from '../text/words.ts'
import { lockCuration, noteChange } from './store.ts'

type Curated<T> = { readonly target: string; readonly before: unknown; readonly after: T }

/** Runs a change in a transaction, notes it, and gives what is there afterwards. */
export type Curate = <T>(tx: Tx, call: Call, action: string, work: () => Promise<Curated<T>>) => Promise<T>

export function openCurate(now: () => Date, onChange: () => void): Curate {
  return async (tx, call, action, work) => {
    await lockCuration(tx)
    const { target, before, after } = await work()
    await noteChange(tx, { at: now(), actor: actorOf(call), action, target, before, after })
    await noteCuration(tx)
    tx.afterCommit(onChange)
    return after
  }
}

export function actorOf({ caller }: Call): string {
  switch (caller.kind) {
    case 'user':
      return caller.id
    case 'service':
      return `service:${caller.name}`
    case 'anonymous':
      return 'anonymous'
  }
}

/** Throws `empty_term` for what search would never see. */
export function checkTerms(terms: readonly string[]): void {
  const empty = terms.findIndex((term) => keyOf(term) === '')
  if (empty === -1) return
  throw new Problem('empty_term', {
    detail: `“${terms[empty]}” has no letter and no digit, so nobody could find it. Write a word.`,
  })
}
