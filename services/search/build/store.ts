/** The SQL of the tide: which slot is asked, what is being built beside it, and that something changed. */
import type { Sql } from '@rialto/kernel/sql/database'
import type { Slot } from './slots.ts'

export type Tide = {
  readonly slot: Slot
  readonly generation: number
  /** Counts changes of what is searched, and of what merchants decide. */
  readonly content: number
  readonly curation: number
  /** Counts changes of what facet values are called. */
  readonly labels: number
}

export type Build = Tide & {
  readonly building: Slot | null
  readonly walkedTo: string | null
  readonly walked: number
  readonly startedBy: string | null
  readonly startedAt: Date | null
  readonly builtAt: Date | null
}

export async function readTide(db: Sql): Promise<Tide> {
  const [tide] = await db.rows<Tide>`select slot, generation, content, curation, labels from tide`
  if (!tide) throw new Error('the tide is a row that every schema has')
  return tide
}

export async function readBuild(db: Sql): Promise<Build> {
  const [build] = await db.rows<Build>`
    select slot, generation, content, curation, labels, building, walked_to as "walkedTo", walked,
           started_by as "startedBy", started_at as "startedAt", built_at as "builtAt"
      from tide`
  if (!build) throw new Error('the tide is a row that every schema has')
  return build
}

/** The row that every writer of documents takes first: so no switch happens between its look and its write. */
export async function lockBuild(tx: Sql): Promise<Build> {
  const [build] = await tx.rows<Build>`
    update tide set content = content + 1
    returning slot, generation, content, curation, labels, building, walked_to as "walkedTo", walked,
              started_by as "startedBy", started_at as "startedAt", built_at as "builtAt"`
  if (!build) throw new Error('the tide is a row that every schema has')
  return build
}

export async function noteCuration(tx: Sql): Promise<void> {
  await tx.rows`update tide set curation = curation + 1`
}

export async function startBuild(tx: Sql, slot: Slot, by: string, at: Date): Promise<void> {
  await tx.rows`
    update tide set building = ${slot}, walked_to = null, walked = 0, started_by = ${by}, started_at = ${at}`
}

export async function noteWalked(tx: Sql, to: string | null, count: number): Promise<void> {
  await tx.rows`update tide set walked_to = ${to}, walked = walked + ${count}`
}

/** From the next statement on, everybody is answered from the new slot. */
export async function switchSlot(tx: Sql, at: Date): Promise<void> {
  await tx.rows`
    update tide set slot = building, building = null, walked_to = null, generation = generation + 1,
                    content = content + 1, built_at = ${at}
     where building is not null`
}
