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
  // What is kept for reading comes first: it was made of what is read after it.
  reads: ['search', 'profile', 'shipping', 'catalog', 'order', 'inventory', 'identity'],
  async judge({ read, present, url }) {
    const findings = [await orderRows(read('order'))]
    if (present.has('catalog')) findings.push(await shownStock(read('catalog'), read('inventory')))
    if (present.has('search') && present.has('catalog'))
      findings.push(await foundProducts(read('search'), read('catalog')))
    if (present.has('shipping')) findings.push(await parcels(read('shipping'), read('order')))
    if (present.has('profile') && present.has('identity'))
      findings.push(await erasedPeople(read('profile'), read('identity')))
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

/** What search finds, against what is on sale. */
async function foundProducts(search: Reader, catalog: Reader): Promise<Finding> {
  type Product = { readonly id: string; readonly version: number; readonly there: boolean }
  const { finding, look } = examine('products that search finds as the catalogue has them')
  const [tide] = await search.rows<{ slot: 'a' | 'b' }>('select slot from tide')
  const documents = await search.rows<Product>(
    `select product_id as id, version, not gone as there from document_${tide?.slot ?? 'a'}`,
  )
  const found = new Map(documents.map((document) => [document.id, document]))
  const products = catalog.each<Product>('select id, version, archived_at is null as there from product')
  for await (const { id, version, there } of products) {
    const document = found.get(id)
    found.delete(id)
    look(
      (there && !document?.there && `${id} is on sale, and is not found`) ||
        (!there && document?.there && `${id} is off sale, and is found`) ||
        (there &&
          document &&
          document.version !== version &&
          `${id} is found as it was at change ${document.version}, and is at ${version}`),
    )
  }
  for (const { id, there } of found.values()) look(there && `${id} is found, and is no product`)
  return finding
}

/** What left the house, against the parcels that shipping tells of. */
async function parcels(shipping: Reader, order: Reader): Promise<Finding> {
  type Parcel = { readonly id: string; readonly orderId: string; readonly arrived: boolean }
  const { finding, look } = examine('orders that left the house with their parcel')
  const kept = await shipping.rows<Parcel>(
    `select id, order_id as "orderId", status in ('delivered', 'returned') as arrived from shipment`,
  )
  const parcelsOf = Map.groupBy(kept, ({ orderId }) => orderId)
  const left = order.each<{ id: string; arrived: boolean }>(
    `select stream as id, bool_or(type = 'order.delivered') as arrived from order_event
      where type in ('order.shipped', 'order.delivered') group by stream`,
  )
  for await (const { id, arrived } of left) {
    const mine = parcelsOf.get(id) ?? []
    const first = mine.find((parcel) => parcel.id === id.replace('ord_', 'shp_'))
    look(
      (!first && `order ${id} left the house without a parcel`) ||
        (arrived && !first?.arrived && `order ${id} arrived, its parcel ${first?.id} did not`),
    )
  }
  return finding
}

/** Who was erased is not in what others keep of people. */
async function erasedPeople(profile: Reader, identity: Reader): Promise<Finding> {
  const { finding, look } = examine('people of whom something is kept and who are still there')
  const kept = await profile.rows<{ id: string }>(
    'select user_id as id from address union select user_id from payment_method',
  )
  const erased = await identity.rows<{ id: string }>(
    'select id from account where erased_at is not null and id = any($1)',
    [kept.map(({ id }) => id)],
  )
  const gone = new Set(erased.map(({ id }) => id))
  for (const { id } of kept)
    look(gone.has(id) && `${id} was erased, and an address or card of theirs is kept`)
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
