/** The SQL of shipments. */
import type { Sql, Tx } from '@rialto/kernel/sql/database'
import { trackingKey, type Shipment } from './domain.ts'

/** Which of these were not there before. */
export async function insertShipments(tx: Tx, shipments: readonly Shipment[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>`
    insert into shipment (id, order_id, user_id, carrier, tracking_number, tracking_key, status, history,
                          created_at, updated_at)
    select * from unnest(
      ${shipments.map(({ id }) => id)}::text[], ${shipments.map(({ orderId }) => orderId)}::text[],
      ${shipments.map(({ userId }) => userId)}::text[], ${shipments.map(({ carrier }) => carrier)}::text[],
      ${shipments.map(({ trackingNumber }) => trackingNumber)}::text[],
      ${shipments.map(({ trackingNumber }) => trackingKey(trackingNumber))}::text[],
      ${shipments.map(({ status }) => status)}::text[],
      ${shipments.map(({ history }) => JSON.stringify(history))}::jsonb[],
      ${shipments.map(({ createdAt }) => createdAt)}::timestamptz[],
      ${shipments.map(({ updatedAt }) => updatedAt)}::timestamptz[])
        on conflict (id) do nothing
    returning id`
  return new Set(rows.map(({ id }) => id))
}

export async function findShipment(sql: Sql, id: string): Promise<Shipment | undefined> {
  const [row] = await sql.rows<Shipment>`
    select id, order_id as "orderId", user_id as "userId", carrier, tracking_number as "trackingNumber", status,
           history, created_at as "createdAt", updated_at as "updatedAt"
      from shipment where id = ${id}`
  return row
}

/** Holds the row until the transaction ends. */
export async function lockShipment(tx: Tx, id: string): Promise<Shipment | undefined> {
  const [row] = await tx.rows<Shipment>`
    select id, order_id as "orderId", user_id as "userId", carrier, tracking_number as "trackingNumber", status,
           history, created_at as "createdAt", updated_at as "updatedAt"
      from shipment where id = ${id} for update`
  return row
}

/** The shipments of orders, held in one order until the transaction ends. */
export async function lockShipmentsOf(tx: Tx, orderIds: readonly string[]): Promise<Shipment[]> {
  return tx.rows<Shipment>`
    select id, order_id as "orderId", user_id as "userId", carrier, tracking_number as "trackingNumber", status,
           history, created_at as "createdAt", updated_at as "updatedAt"
      from shipment where order_id = any(${orderIds}::text[]) order by id for update`
}

/** The latest shipment with a tracking number. */
export async function findByNumber(sql: Sql, number: string): Promise<Shipment | undefined> {
  const [row] = await sql.rows<Shipment>`
    select id, order_id as "orderId", user_id as "userId", carrier, tracking_number as "trackingNumber", status,
           history, created_at as "createdAt", updated_at as "updatedAt"
      from shipment where tracking_key = ${trackingKey(number)} order by id desc limit 1`
  return row
}

export type ShipmentFilter = {
  readonly userId: string | null
  readonly orderId: string | null
  readonly status: string | null
  /** Only what comes behind this id. */
  readonly before: string | null
}

/** Newest first. */
export async function listShipments(sql: Sql, filter: ShipmentFilter, limit: number): Promise<Shipment[]> {
  return sql.rows<Shipment>`
    select id, order_id as "orderId", user_id as "userId", carrier, tracking_number as "trackingNumber", status,
           history, created_at as "createdAt", updated_at as "updatedAt"
      from shipment
     where (${filter.userId}::text is null or user_id = ${filter.userId})
       and (${filter.orderId}::text is null or order_id = ${filter.orderId})
       and (${filter.status}::text is null or status = ${filter.status})
       and (${filter.before}::text is null or id < ${filter.before})
     order by id desc limit ${limit}`
}

export async function updateShipments(tx: Tx, shipments: readonly Shipment[]): Promise<void> {
  await tx.rows`
    update shipment
       set status = moved.status, history = moved.history, updated_at = moved.updated_at
      from unnest(
        ${shipments.map(({ id }) => id)}::text[], ${shipments.map(({ status }) => status)}::text[],
        ${shipments.map(({ history }) => JSON.stringify(history))}::jsonb[],
        ${shipments.map(({ updatedAt }) => updatedAt)}::timestamptz[]) as moved (id, status, history, updated_at)
     where shipment.id = moved.id`
}
