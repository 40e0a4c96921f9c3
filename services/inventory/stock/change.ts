/** Changes made by hand: corrections, thresholds and transfers, each with its reason and who made it. */
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Tx } from '@rialto/kernel/sql/database'
import { insertEntries, type NewEntry } from '../audit/store.ts'
import { correct, mayLeave, standings, type Correction, type Standing } from '../location/domain.ts'
import { listLocations, standingElsewhere, writeElsewhere, type LocationRow } from '../location/store.ts'
import { adjustStock, beginSku, lockLevel, type LockedLevel } from './store.ts'

export type Change = {
  readonly sku: string
  readonly correction?: Correction
  readonly lowStockAt?: number
  readonly location?: string
  readonly reason: string
}

/** A SKU under the lock of its row, with what stands where: nobody else changes either until the commit. */
type Shelf = {
  readonly level: LockedLevel
  readonly places: readonly LocationRow[]
  readonly standing: readonly Standing[]
}

export function actorOf({ caller }: Call): string {
  return caller.kind === 'user' ? caller.id : caller.kind
}

/** Corrects a count or a threshold. A SKU that is not kept yet begins with the pieces that come. */
export async function changeStock(tx: Tx, change: Change, actor: string): Promise<void> {
  const { sku, correction = { delta: 0 }, lowStockAt, reason } = change
  if ('to' in correction || correction.delta > 0) await beginSku(tx, sku)
  const { level, places, standing } = await lockShelf(tx, sku)
  const place = placeNamed(places, change.location)
  const before = standingAt(standing, place.id)
  const decided = correct(level, { onHand: before, isDefault: place.isDefault }, correction)
  if (decided.outcome !== 'corrected') throw refusal(decided.outcome, level, place, before, decided.delta)
  const { delta, after } = decided
  await adjustStock(tx, { sku, delta, reason, actor, lowStockAt: lowStockAt ?? null })
  if (!place.isDefault && delta !== 0) await writeElsewhere(tx, sku, place.id, after)
  const entry = { sku, location: place.id, toLocation: null, reason, actor }
  const entries: NewEntry[] = delta === 0 ? [] : [{ ...entry, kind: 'adjustment', delta, before, after }]
  if (lowStockAt !== undefined && lowStockAt !== level.lowStockAt) {
    const moved = { delta: lowStockAt - level.lowStockAt, before: level.lowStockAt, after: lowStockAt }
    entries.push({ ...entry, kind: 'threshold', ...moved })
  }
  await insertEntries(tx, entries)
}

export type Transfer = {
  readonly sku: string
  readonly from: string
  readonly to: string
  readonly quantity: number
  readonly reason: string
}

/** Moves pieces from one location to another. What is on hand of the SKU, and what may be sold, stays. */
export async function transferStock(
  tx: Tx,
  { sku, from, to, quantity, reason }: Transfer,
  actor: string,
): Promise<void> {
  const { places, standing } = await lockShelf(tx, sku)
  const [source, target] = [placeNamed(places, from), placeNamed(places, to)]
  const [before, there] = [standingAt(standing, source.id), standingAt(standing, target.id)]
  if (!mayLeave({ onHand: before }, quantity)) throw locationShort(source, before, quantity)
  if (!source.isDefault) await writeElsewhere(tx, sku, source.id, before - quantity)
  if (!target.isDefault) await writeElsewhere(tx, sku, target.id, there + quantity)
  await insertEntries(tx, [
    {
      sku,
      kind: 'transfer',
      location: source.id,
      toLocation: target.id,
      delta: quantity,
      before,
      after: before - quantity,
      reason,
      actor,
    },
  ])
}

async function lockShelf(tx: Tx, sku: string): Promise<Shelf> {
  const level = await lockLevel(tx, sku)
  if (!level) throw unknownSku(sku)
  const [places, elsewhere] = await Promise.all([listLocations(tx), standingElsewhere(tx, sku)])
  return { level, places, standing: standings(level.onHand, places, elsewhere) }
}

function placeNamed(places: readonly LocationRow[], id: string | undefined): LocationRow {
  const place = places.find((each) => (id === undefined ? each.isDefault : each.id === id))
  if (place) return place
  throw new Problem('unknown_location', {
    detail: `There is no location ${id}. There are ${places.map((each) => each.id).join(', ')}.`,
  })
}

function standingAt(standing: readonly Standing[], id: string): number {
  return standing.find((each) => each.id === id)?.onHand ?? 0
}

function refusal(
  code: 'stock_in_use' | 'location_short',
  { onHand, reserved }: LockedLevel,
  place: LocationRow,
  there: number,
  delta: number,
): Problem {
  if (code === 'location_short') return locationShort(place, there, -delta)
  return new Problem('stock_in_use', {
    detail: `${reserved} of ${onHand} are reserved; ${delta} would leave fewer than that.`,
  })
}

function locationShort({ id }: LocationRow, there: number, wanted: number): Problem {
  return new Problem('location_short', {
    detail: `${there} stand at ${id}, and ${wanted} were to leave it. Bring some there first, or take fewer.`,
  })
}

export function unknownSku(sku: string): Problem {
  return new Problem('unknown_sku', { detail: `No stock is kept under ${sku}.` })
}
