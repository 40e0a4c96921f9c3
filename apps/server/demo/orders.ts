/**
 * Orders in every state for the people of the demo shop, placed and moved through the public API as they and
 * the house would. Each request has a key of its own, so that a start which was interrupted goes on where it
 * was; a stamp then says that all is done. The documented twelve are left alone: their stock is documented.
 */
import type { DemoShop } from './shop.ts'

/** What becomes of an order after it was placed; `declined` and `awaiting_payment` are so from the beginning. */
type End =
  | 'awaiting_payment'
  | 'declined'
  | 'confirmed'
  | 'cancelled'
  | 'shipped'
  | 'delivered'
  | 'returned'
  | 'refunded'

const PEOPLE = {
  customer: { login: ['customer@ecommerce.local', 'customer123'], name: 'Carl Customer', street: 'Fondamenta Nove 12', city: 'Venezia', zipCode: '30121', country: 'IT' },
  alice: { login: ['alice', 'password123'], name: 'Alice Archer', street: '48 Mill Lane', city: 'Bath', zipCode: 'BA1 1UA', country: 'GB' },
  bob: { login: ['bob', 'password123'], name: 'Bob Baker', street: '210 Harbor Street', city: 'Portland', state: 'ME', zipCode: '04101', country: 'US' },
} as const // prettier-ignore
type Person = keyof typeof PEOPLE

const ORDERS: readonly (readonly [Person, End, lines: number])[] = [
  ['customer', 'delivered', 2],
  ['alice', 'delivered', 3],
  ['bob', 'returned', 1],
  ['customer', 'refunded', 1],
  ['alice', 'shipped', 2],
  ['bob', 'delivered', 1],
  ['customer', 'cancelled', 2],
  ['bob', 'declined', 1],
  ['customer', 'shipped', 1],
  ['alice', 'cancelled', 1],
  ['bob', 'shipped', 3],
  ['alice', 'confirmed', 2],
  ['customer', 'declined', 1],
  ['bob', 'confirmed', 1],
  ['customer', 'confirmed', 3],
  ['alice', 'awaiting_payment', 1],
  ['customer', 'awaiting_payment', 2],
]

const ADMIN = ['admin@ecommerce.local', 'admin123'] as const
/** Enough that nobody finds it sold out because of us. */
const STOCK_MIN = 25
const REQUEST_MS_MAX = 30_000

type Json = Readonly<Record<string, unknown>>

/** Throws where the shop does not answer as it should. Gives up between two orders once it is told to. */
export async function placeDemoOrders(
  { products }: DemoShop,
  origin: string,
  signal: AbortSignal,
): Promise<void> {
  const ask = asking(origin)
  const tokens = new Map<string, string>()
  const tokenOf = async ([identifier, password]: readonly [string, string]): Promise<string> => {
    const known = tokens.get(identifier)
    if (known !== undefined) return known
    const { accessToken } = await ask('/auth/login', { identifier, password })
    tokens.set(identifier, String(accessToken))
    return String(accessToken)
  }

  const buyable = skusInStock(products)
  for (const [n, [who, end, lines]] of ORDERS.entries()) {
    if (signal.aborted) return
    const { login, ...address } = PEOPLE[who]
    const [own, house] = [await tokenOf(login), await tokenOf(ADMIN)]
    const items = Array.from({ length: lines }, (_, i) => ({
      productId: buyable[(n * 7 + i * 11) % buyable.length],
      quantity: 1 + ((n + i) % 2),
    }))
    const payment =
      end === 'awaiting_payment'
        ? {}
        : { payment: { method: 'card', token: end === 'declined' ? 'tok_declined' : 'tok_visa' } }
    const placed = await ask(
      '/orders',
      { items, shippingAddress: address, ...payment },
      { token: own, key: `demo-order-${n}`, mayBeRefused: end === 'declined' },
    )
    const move = (token: string, path: string, body: Json) =>
      ask(`/orders/${String(placed['id'])}/${path}`, body, { token, key: `demo-order-${n}-${path}` })
    await bringTo(end, {
      byOwner: (...step) => move(own, ...step),
      byHouse: (...step) => move(house, ...step),
    })
  }
}

type Move = (path: string, body: Json) => Promise<Json>

async function bringTo(end: End, { byOwner, byHouse }: { byOwner: Move; byHouse: Move }): Promise<void> {
  if (end === 'cancelled') await byOwner('cancel', { reason: 'Ordered twice by mistake' })
  if (end === 'refunded') await byHouse('refunds', { reason: 'Arrived with a scratch' })
  if (end === 'shipped' || end === 'delivered' || end === 'returned') await byHouse('ship', {})
  if (end === 'delivered' || end === 'returned') await byHouse('deliver', {})
  if (end !== 'returned') return
  const { id } = await byOwner('returns', { reason: 'Another colour would suit better' })
  await byHouse(`returns/${String(id)}/approve`, {})
  await byHouse(`returns/${String(id)}/receive`, {})
}

function skusInStock(products: DemoShop['products']): string[] {
  const made = products.filter(({ createdAt = '' }) => createdAt < DOCUMENTED_FROM)
  return made.flatMap(({ sku, stock = 0, variants = [] }) => {
    const sold = variants.length > 0 ? variants : [{ sku, stock }]
    return sold.filter((variant) => (variant.stock ?? 0) >= STOCK_MIN).map((variant) => variant.sku)
  })
}

/** The documented twelve are the newest of all. */
const DOCUMENTED_FROM = '2025-03-01'

type Manner = { readonly token?: string; readonly key?: string; readonly mayBeRefused?: boolean }

function asking(origin: string) {
  return async (
    path: string,
    body: Json,
    { token, key, mayBeRefused = false }: Manner = {},
  ): Promise<Json> => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(REQUEST_MS_MAX),
    })
    const answer = (await response.json()) as Json
    if (response.ok || (mayBeRefused && response.status === 402)) return answer
    throw new Error(`POST ${path} answered ${response.status}: ${JSON.stringify(answer)}`)
  }
}
