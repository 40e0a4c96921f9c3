/** Stock: never more promised than there is, every piece accounted for, every hold ended once. */
import type { Reader } from './databases.ts'
import { examine, type Finding, type Invariant } from './invariant.ts'

/** A hold has all lines of its order. */
const HOLD_LINE =
  '(select hold.*, line.* from hold, unnest(skus, quantities) as line (sku, quantity)) as hold_line'

const noOversell: Invariant = {
  number: 3,
  title: 'No oversell: 0 ≤ reserved ≤ on hand',
  instant: true,
  reads: ['inventory'],
  judge: async ({ read }) => [
    await read('inventory').examine(
      'SKUs with no more reserved than is on hand',
      `select case when reserved < 0 or reserved > on_hand
                then format('%s: %s reserved of %s on hand', sku, reserved, on_hand) end as breach
         from stock`,
    ),
    await read('inventory').examine(
      'SKUs whose reserved pieces are those of the open holds',
      `select case when coalesce(stock.reserved, 0) <> coalesce(open.quantity, 0)
                then format('%s: %s reserved, %s held', sku, coalesce(stock.reserved, 0), coalesce(open.quantity, 0)) end as breach
         from stock
         full join (select sku, sum(quantity) as quantity from ${HOLD_LINE} where outcome is null group by sku) as open using (sku)`,
    ),
  ],
}

const stockIsConserved: Invariant = {
  number: 4,
  title: 'Stock is conserved: what came equals what is there and what was sold',
  instant: false,
  reads: ['inventory', 'order'],
  judge: async ({ read }) => [
    await read('inventory').examine(
      'SKUs whose movements add up to what is on hand',
      `select case when coalesce(stock.on_hand, 0) <> coalesce(moved.delta, 0)
                then format('%s: %s on hand, movements say %s', sku, coalesce(stock.on_hand, 0), coalesce(moved.delta, 0)) end as breach
         from stock full join (select sku, sum(delta) as delta from movement group by sku) as moved using (sku)`,
    ),
    await read('inventory').examine(
      'sold holds with one sale, and one return where they came back',
      `select case
                when hold.id is null then format('%s of %s moved without a sold hold', sku, id)
                when sales <> 1 or sold <> quantity then format('%s of %s: %s held, sold %s in %s movements', sku, id, quantity, sold, sales)
                when returned <> case when returned_at is null then 0 else quantity end
                then format('%s of %s: %s sold, %s came back', sku, id, quantity, returned) end as breach
         from (select id, sku, quantity, returned_at from ${HOLD_LINE} where outcome = 'sold') as hold
         full join (
           select reference as id, sku,
                  count(*) filter (where kind = 'sale') as sales,
                  -coalesce(sum(delta) filter (where kind = 'sale'), 0) as sold,
                  coalesce(sum(delta) filter (where kind = 'return'), 0) as returned
             from movement where kind in ('sale', 'return') group by reference, sku) as moved using (id, sku)`,
    ),
    await cameBack(read('inventory'), read('order')),
  ],
}

type Pieces = { readonly reference: string; readonly sku: string; readonly quantity: number }

/** Pieces that an order says are on the shelf again, by a refund or a return: each under its id, once, and no more than were sold. */
async function cameBack(inventory: Reader, order: Reader): Promise<Finding> {
  const { finding, look } = examine('pieces that refunds and returns brought back, each once')
  const moved = await inventory.rows<Pieces>(
    `select reference, sku, sum(delta) as quantity from movement
      where kind = 'adjustment' and reason = 'came back' group by reference, sku`,
  )
  const said = order.each<Pieces & { id: string; sold: number }>(
    `select stream as id, reference, sku, quantity,
            (select coalesce(sum((line->>'quantity')::bigint), 0) from order_event as placed, json_array_elements(placed.data->'lines') as line
              where placed.stream = back.stream and placed.version = 1 and line->>'sku' = back.sku) as sold
       from (select stream, coalesce(data->>'refundId', data->>'returnId') as reference, line->>'sku' as sku,
                    sum((line->>'quantity')::bigint) as quantity
               from order_event, json_array_elements(data->'lines') as line
              where type in ('order.refunded', 'order.return_received') and (data->>'restock')::boolean group by 1, 2, 3) as back
      order by stream, sku`,
  )
  const onShelf = new Map(moved.map(({ reference, sku, quantity }) => [`${reference} ${sku}`, quantity]))
  const backOf = new Map<string, number>()
  for await (const { id, reference, sku, quantity, sold } of said) {
    const found = onShelf.get(`${reference} ${sku}`) ?? 0
    onShelf.delete(`${reference} ${sku}`)
    const back = (backOf.get(`${id} ${sku}`) ?? 0) + quantity
    backOf.set(`${id} ${sku}`, back)
    look(
      (found !== quantity && `${reference} brought back ${quantity} of ${sku}, the shelf got ${found}`) ||
        (back > sold && `order ${id} sold ${sold} of ${sku}, and ${back} came back`),
    )
  }
  for (const [what, quantity] of onShelf)
    look(`${quantity} came back to the shelf for ${what}, of which no order says anything`)
  return finding
}

const holdsEnd: Invariant = {
  number: 5,
  title: 'Every hold ends once, and none outlives its expiry by a minute',
  instant: false,
  reads: ['order', 'inventory'],
  async judge({ read, graceSeconds }) {
    const overdue = await read('inventory').examine(
      'holds that ended in time',
      `select case when outcome is null and expires_at < now() - make_interval(secs => $1)
                then format('%s: should have expired at %s', id, expires_at) end as breach
         from hold`,
      [graceSeconds],
    )
    return [overdue, await endedAsTheirOrders(read('order'), read('inventory'), graceSeconds)]
  },
}

type Order = {
  readonly id: string
  readonly status: string
  readonly lines: Readonly<Record<string, number>>
}
type Hold = {
  readonly id: string
  readonly sku: string
  readonly quantity: number
  readonly state: string
  readonly ageSeconds: number
}

/** Reservations made by hand have ids of their own. */
const ORDER_ID = 'ord_'

/** What became of the pieces of an order that has come to rest; an order still under way may hold what it likes. */
const REST: Readonly<Record<string, readonly string[]>> = {
  confirmed: ['sold'],
  shipped: ['sold'],
  delivered: ['sold'],
  returned: ['sold', 'returned'],
  refunded: ['sold', 'returned'],
  cancelled: ['released', 'expired', 'returned'],
  declined: ['released', 'expired', 'returned'],
}

async function endedAsTheirOrders(order: Reader, inventory: Reader, graceSeconds: number): Promise<Finding> {
  const { finding, look } = examine('orders whose pieces were sold, or came back, as the order says')
  const holds = Map.groupBy(
    await inventory.rows<Hold>(
      `select id, sku, quantity,
              case when outcome is null then 'held' when returned_at is not null then 'returned' else outcome end as state,
              extract(epoch from now() - created_at)::bigint as "ageSeconds"
         from ${HOLD_LINE}`,
    ),
    ({ id }) => id,
  )
  const orders = order.each<Order>(
    `select id, status,
            (select json_object_agg(sku, quantity)
               from (select line->>'sku' as sku, sum((line->>'quantity')::bigint) as quantity
                       from json_array_elements(data->'lines') as line group by 1) as lines) as lines
       from orders join order_event on stream = id and order_event.version = 1`,
  )
  const known = new Set<string>()
  for await (const { id, status, lines } of orders) {
    known.add(id)
    const wanted = REST[status]
    if (wanted) look(firstWrong(id, status, lines, holds.get(id) ?? [], wanted))
  }
  for (const [id, [hold]] of holds) {
    if (hold && hold.ageSeconds > graceSeconds && id.startsWith(ORDER_ID) && !known.has(id))
      look(`${hold.quantity} of ${hold.sku} are ${hold.state} for order ${id}, which is not there`)
  }
  return finding
}

function firstWrong(
  id: string,
  status: string,
  lines: Order['lines'],
  holds: readonly Hold[],
  wanted: readonly string[],
) {
  const wrong = holds.find(({ state }) => !wanted.includes(state))
  if (wrong) return `order ${id} is ${status}, but ${wrong.quantity} of ${wrong.sku} are ${wrong.state}`
  if (!wanted.includes('sold')) return undefined
  const held = new Map(holds.map(({ sku, quantity }) => [sku, quantity]))
  const missing = Object.entries(lines ?? {}).find(([sku, quantity]) => held.get(sku) !== quantity)
  return (
    missing &&
    `order ${id} is ${status} with ${missing[1]} of ${missing[0]}, but ${held.get(missing[0]) ?? 0} were held`
  )
}

export const STOCK: readonly Invariant[] = [noOversell, stockIsConserved, holdsEnd]
