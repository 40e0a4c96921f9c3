/** A shelf for the tests of inventory: SKUs of each test's own, and what the books say about them. */
import type { inventory } from '@rialto/contracts/inventory'
import { permits } from '@rialto/contracts/roles'
import { systemPorts } from '@rialto/kernel/ports/system'
import { aService, callAs, heard, openWorld, type World } from '@rialto/kernel/testing/world'
import { inventoryService } from './service.ts'

type Lines = readonly { readonly sku: string; readonly quantity: number }[]
type Level = { readonly onHand: number; readonly reserved: number }

export type Shelf = Awaited<ReturnType<typeof openShelf>>

export async function openShelf() {
  const world: World<typeof inventory> = await openWorld(inventoryService, { permits })
  const { db, client } = world
  const call = () => callAs(aService)
  const orderEvent = (
    type: 'confirmed' | 'cancelled' | 'declined',
    orderId: string,
    lines: Lines,
    id?: string,
  ) => heard(`order.${type}`, orderId, { lines }, id)

  return {
    world,
    newOrder: () => systemPorts.ids.next('ord'),
    /** A SKU that no other test uses. */
    async newSku(quantity: number): Promise<string> {
      const sku = systemPorts.ids.next('SKU')
      await client.receive({ body: { lines: [{ sku, quantity }] } }, call())
      return sku
    },
    hold: (orderId: string, lines: Lines, ttlSeconds = 60) =>
      client.hold({ body: { orderId, lines: [...lines], ttlSeconds } }, call()),
    giveBack: (orderId: string) => client.giveBack({ body: { orderId } }, call()),
    confirmed: (orderId: string, lines: Lines, id?: string) => orderEvent('confirmed', orderId, lines, id),
    cancelled: (orderId: string, lines: Lines, id?: string) => orderEvent('cancelled', orderId, lines, id),
    declined: (orderId: string, lines: Lines, id?: string) => orderEvent('declined', orderId, lines, id),
    async level(sku: string): Promise<Level> {
      const { onHand, reserved } = await client.level({ params: { sku } }, call())
      return { onHand, reserved }
    },
    /** `held`, or how it ended, of each line of an order, by SKU; a sale that came back reads `returned`. */
    async outcomes(orderId: string): Promise<string[]> {
      const rows = await db.rows<{ outcome: string }>`
        select case when returned_at is not null then 'returned' else coalesce(outcome, 'held') end as outcome
          from hold left join unnest(skus) as sku on true where id = ${orderId} order by sku`
      return rows.map(({ outcome }) => outcome)
    },
    /** The ledger of a SKU, oldest first. */
    async ledger(sku: string): Promise<string[]> {
      const rows = await db.rows<{ kind: string; delta: number }>`
        select kind, delta from movement where sku = ${sku} order by id`
      return rows.map(({ kind, delta }) => `${kind} ${delta}`)
    },
    /** As if the time of an order's hold were over. */
    async lapse(orderId: string, secondsAgo = 1): Promise<void> {
      await db.rows`update hold set expires_at = now() - make_interval(secs => ${secondsAgo}) where id = ${orderId}`
    },
    /** What the two halves of the books say about SKUs: the counts, and what they should add up to. */
    async books(skus: readonly string[]) {
      return db.rows<{ sku: string; onHand: number; reserved: number; moved: number; held: number }>`
        select sku, on_hand as "onHand", reserved,
               coalesce((select sum(delta) from movement m where m.sku = s.sku), 0)::bigint as moved,
               coalesce((select sum(l.quantity) from hold, unnest(skus, quantities) as l (sku, quantity)
                          where l.sku = s.sku and outcome is null), 0)::bigint as held
          from stock s where sku = any(${skus}::text[]) order by sku`
    },
  }
}
