/** What the five source documents promise, one a line: the measure of this folder. */
import { readFileSync } from 'node:fs'

export const KINDS = ['route', 'event', 'data', 'security', 'behaviour', 'command', 'ops', 'page'] as const

export type Row = {
  readonly id: string
  /** The number of the document. */
  readonly seed: string
  readonly kind: (typeof KINDS)[number]
  readonly promise: string
  /** What the document says, as it says it. */
  readonly exact: string
  /** How we read it. */
  readonly note?: string
}

export function readContract(): readonly Row[] {
  return readFileSync(new URL('seed-contract.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}
