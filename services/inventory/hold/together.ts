/** Holding for orders: many together where that goes, each by itself where it does not. */
import { sqlState, UNIQUE_VIOLATION, type Sql } from '@rialto/kernel/sql/database'
import { HELD, readVerdicts, type HoldOutcome, type HoldRequest } from '../domain.ts'
import { holdMany, prolongHolds } from './store.ts'

/** Answers each order. One that asked before is found by its hold: in a batch it fails, and the coalescer asks by halves. */
export async function holdTogether(db: Sql, requests: readonly HoldRequest[]): Promise<HoldOutcome[]> {
  const decided =
    requests.length === 1 ? [await holdAlone(db, requests[0] as HoldRequest)] : await holdBatch(db, requests)
  const refused = requests.filter((_, i) => decided[i]?.outcome === 'out_of_stock')
  if (refused.length === 0) return decided
  // What is short may be short because this very order holds it.
  const standing = await prolongHolds(db, refused)
  return decided.map((verdict, i) => (standing.has(requests[i]?.id ?? '') ? HELD : verdict))
}

async function holdBatch(db: Sql, requests: readonly HoldRequest[]): Promise<HoldOutcome[]> {
  const verdicts = readVerdicts(requests.length, await holdMany(db, requests))
  const decided: HoldOutcome[] = []
  for (const [i, verdict] of verdicts.entries()) {
    decided.push(verdict === 'undecided' ? await holdAlone(db, requests[i] as HoldRequest) : verdict)
  }
  return decided
}

export async function holdAlone(db: Sql, request: HoldRequest): Promise<HoldOutcome> {
  try {
    const [verdict] = readVerdicts(1, await holdMany(db, [request]))
    // Alone, what is free is what this item was judged by: a refusal names its shortage.
    if (verdict === undefined || verdict === 'undecided') throw new Error(`no verdict for ${request.id}`)
    return verdict
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error
    return { outcome: 'out_of_stock', short: [] }
  }
}
