/** Read models: what is kept for reading equals what it was made of. */
import { histories } from './histories.ts'
import type { Reader } from './databases.ts'
import { examine, type Finding, type Invariant } from './invariant.ts'

const SAMPLE_SKUS = 25
const HTTP_TIMEOUT_MS = 5_000

const equalTheirSource: Invariant = {
  number: 17,
  title: 'Read models equal their source',
  instant: false,
  // The catalogue hears of levels after they changed.
  reads: ['catalog', 'order', 'inventory'],
  async judge({ read, present, url }) {
    const findings = [await orderRows(read('order'))]
    if (present.has('catalog')) findings.push(await shownStock(read('catalog'), read('inventory')))
    if (url !== undefined) findings.push(await publicLevels(read('inventory'), url))
    return findings
  },
}

/** An order's row, against what its events add up to. */
async function orderRows(order: Reader): Promise<Finding> {
  type Row = { id: string; status: string; paymentStatus: string; paymentId: string | null; total: string }
  const { finding, look } = examine('orders whose row is what their events add up to')
  const rows = await order.rows<Row>(
    `select id, status, payment_status as "paymentStatus", payment_id as "paymentId", total::text from orders`,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  for await (const { id, state } of histories(order)) {
    const row = byId.get(id)
    // A missing row is a breach of another promise.
    if (!row) continue
    const wrong = (['status', 'paymentStatus', 'paymentId', 'total'] as const).find(
      (field) => row[field] !== state[field],
    )
    look(wrong && `order ${id}: its row says ${wrong} ${row[wrong]}, its events ${state[wrong]}`)
  }
  return finding
}

/** What the catalogue shows as available, against the books. */
async function shownStock(catalog: Reader, inventory: Reader): Promise<Finding> {
  type Level = { readonly sku: string; readonly available: number; readonly version: number }
  const { finding, look } = examine('SKUs that the catalogue shows as the books have them')
  const shown = await catalog.rows<Level>('select sku, available, version from product_stock')
  const kept = await inventory.rows<Level>('select sku, on_hand - reserved as available, version from stock')
  const books = new Map(kept.map((level) => [level.sku, level]))
  for (const { sku, available, version } of shown) {
    const level = books.get(sku)
    look(
      (!level && `${sku} is shown, but not kept`) ||
        (level &&
          (level.available !== available || level.version !== version) &&
          `${sku}: ${level.available} available (change ${level.version}), shown as ${available} (change ${version})`),
    )
  }
  return finding
}

/** A sample of what everybody can see, asked of the platform itself. */
async function publicLevels(inventory: Reader, url: string): Promise<Finding> {
  const { finding, look } = examine('SKUs whose public level is that of the books')
  const levels = await inventory.rows<{ sku: string; onHand: number; reserved: number }>(
    `select sku, on_hand as "onHand", reserved from stock order by random() limit ${SAMPLE_SKUS}`,
  )
  for (const { sku, onHand, reserved } of levels) {
    const response = await fetch(`${url}/api/v1/inventory/${encodeURIComponent(sku)}`, {
      signal: AbortSignal.timeout(HTTP_TIMEOUT_MS),
    })
    const told = (await response.json()) as { onHand?: number; reserved?: number; available?: number }
    const same = told.onHand === onHand && told.reserved === reserved && told.available === onHand - reserved
    look(
      !same &&
        `${sku}: ${onHand} on hand and ${reserved} reserved, told as ${JSON.stringify(told).slice(0, 200)}`,
    )
  }
  return finding
}

export const READ_MODELS: readonly Invariant[] = [equalTheirSource]
