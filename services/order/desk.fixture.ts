/** An order desk for the tests: the service on a database of its own, and its neighbours played in a few lines. */
import type { order } from '@rialto/contracts/order'
import { permits } from '@rialto/contracts/roles'
import type { Call, Caller } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import type { Ports } from '@rialto/kernel/ports/ports'
import { systemPorts } from '@rialto/kernel/ports/system'
import { aService, callAs, openWorld, user, type World } from '@rialto/kernel/testing/world'
import { orderService } from './service.ts'

export type Desk = Awaited<ReturnType<typeof openDesk>>
export const buyer = user('usr_buyer')
export const stranger = user('usr_stranger')
export const packer = user('usr_packer', 'fulfilment')
export const support = user('usr_support', 'support')
export const ADDRESS = { street: '1 Main St', city: 'Springfield', zipCode: '12345', country: 'US' }
export const VISA = { payment: { token: 'tok_visa' } }

type Lines = readonly { readonly sku: string; readonly quantity: number }[]
type OrderAsk = { readonly body: { readonly orderId: string; readonly lines: Lines } }
type ChargeAsk = { readonly body: { orderId: string; attempt: number; token: string; amount: number } }

const PRODUCTS: Readonly<Record<string, { price: number; currency: string }>> = {
  cup: { price: 1_000, currency: 'USD' },
  jug: { price: 2_500, currency: 'USD' },
  vase: { price: 2_500, currency: 'USD' },
  euro: { price: 2_500, currency: 'EUR' },
  treasure: { price: 9_000_000_000_000, currency: 'USD' },
}

export async function openDesk({
  lenient = true,
  ports = {},
}: { lenient?: boolean; ports?: Partial<Ports> } = {}) {
  const stock = new Map<string, number>()
  /** What each order holds; null once it was given back. */
  const holds = new Map<string, Lines | null>()
  const charges = new Map<string, { orderId: string; outcome: string; amount: number }>()
  const carts = new Map<string, { cartId: string; lines: { productId: string; quantity: number }[] }>()
  const refunds: string[] = []
  /** Parts that went back, by the refund's id. */
  const parts = new Map<string, { paymentId: string; amount: number }>()
  /** Payment methods that people keep, by id. */
  const saved = new Map<string, { userId: string; token: string }>()
  /** Mail addresses of people who have an account, by their id. */
  const people = new Map<string, string>()
  /** What reordering put into whose cart. */
  const carted: { key: string; productId: string; quantity: number }[] = []
  const asked: string[] = []
  /** Called before a neighbour answers, by `service.route`: to fail, to wait, or to look. */
  const before = new Map<string, (orderId: string) => unknown>()

  const meet = async (where: string, orderId: string) => {
    asked.push(`${where} ${orderId}`)
    await before.get(where)?.(orderId)
  }
  async function hold({ body: { orderId, lines } }: OrderAsk) {
    await meet('inventory.hold', orderId)
    const held = holds.get(orderId)
    if (held) return { outcome: 'held', short: [] }
    const free = (sku: string) => stock.get(sku) ?? 1_000
    const short = lines
      .filter(({ sku, quantity }) => quantity > free(sku))
      .map(({ sku, quantity }) => ({ sku, requested: quantity, available: free(sku) }))
    if (held === null || short.length > 0) return { outcome: 'out_of_stock', short }
    for (const { sku, quantity } of lines) stock.set(sku, free(sku) - quantity)
    holds.set(orderId, lines)
    return { outcome: 'held', short: [] }
  }
  async function giveBack({ body: { orderId } }: OrderAsk) {
    await meet('inventory.giveBack', orderId)
    for (const { sku, quantity } of holds.get(orderId) ?? []) stock.set(sku, (stock.get(sku) ?? 0) + quantity)
    holds.set(orderId, null)
    return {}
  }
  async function charge({ body: { orderId, attempt, token, amount } }: ChargeAsk) {
    await meet('payment.charge', orderId)
    const id = `pay_${orderId.slice('ord_'.length)}_${attempt}`
    const [outcome, reason] =
      token === 'tok_3ds'
        ? ['requires_action', 'auth']
        : token === 'tok_visa'
          ? ['captured', null]
          : ['declined', token]
    // A cardholder who confirmed an earlier try has paid the order.
    const earlier = [...charges].find(([, one]) => one.orderId === orderId && one.outcome === 'captured')
    if (earlier) return { outcome: 'captured', paymentId: earlier[0], reason: null }
    if (!charges.has(id)) charges.set(id, { orderId, outcome: outcome ?? '', amount })
    const nextAction = { type: 'redirect', url: `/3ds/${id}` }
    const asks = charges.get(id)?.outcome === 'requires_action'
    return { outcome: charges.get(id)?.outcome, paymentId: id, reason, ...(asks ? { nextAction } : {}) }
  }
  async function refundOrder({ body: { orderId } }: { body: { orderId: string } }) {
    await meet('payment.refundOrder', orderId)
    const taken = [...charges.values()].find((one) => one.orderId === orderId && one.outcome === 'captured')
    if (taken && !refunds.includes(orderId)) refunds.push(orderId)
    return { refunded: taken?.amount ?? 0, currency: taken ? 'USD' : null }
  }

  /** Gives no more back than was taken, and each part once, as payment does. */
  async function refundPart({ body }: { body: { paymentId: string; refundId: string; amount: number } }) {
    const { paymentId, refundId, amount } = body
    const taken = charges.get(paymentId)
    await meet('payment.refundPart', taken?.orderId ?? '')
    const others = [...parts].filter(([id, part]) => id !== refundId && part.paymentId === paymentId)
    const gone = others.reduce((sum, [, part]) => sum + part.amount, 0)
    if (gone + amount > (taken?.amount ?? 0))
      throw new Problem('refund_exceeds_captured', { detail: 'Too much.' })
    parts.set(refundId, { paymentId, amount })
    return { id: refundId }
  }
  async function addByKey(input: { params: { key: string }; body: { productId: string; quantity: number } }) {
    const { productId, quantity } = input.body
    if (!PRODUCTS[productId]) throw new Problem('unknown_product', { detail: `There is no ${productId}.` })
    carted.push({ key: input.params.key, productId, quantity })
    return {}
  }
  function savedMethod({ body }: { body: { userId: string; paymentMethodId: string | null } }) {
    const method = saved.get(body.paymentMethodId ?? '')
    const own = method?.userId === body.userId ? method : undefined
    return {
      paymentMethod: own ? { id: body.paymentMethodId, method: 'card', token: own.token } : null,
      shippingAddress: null,
    }
  }

  const world: World<typeof order> = await openWorld(
    orderService({ lenient, secret: 'a secret of the tests', shopUrl: 'http://shop.test' }),
    {
      permits,
      ports,
      neighbours: {
        identity: {
          users: ({ query: { q } }: { query: { q: string } }) => ({
            items: [...people].flatMap(([id, email]) => (email.startsWith(q.toLowerCase()) ? [{ id }] : [])),
            nextCursor: null,
          }),
        },
        inventory: { hold, giveBack },
        payment: { charge, refundOrder, refundPart },
        profile: { checkout: savedMethod },
        cart: {
          addByKey,
          checkout: ({
            body: { userId, cartId },
          }: {
            body: { userId: string | null; cartId: string | null }
          }) => {
            const cart = carts.get(cartId ?? userId ?? '')
            if (!cart) return null
            return {
              ...cart,
              lines: cart.lines.map((line) => ({
                id: `lin_${line.productId}`,
                sku: line.productId,
                ...line,
              })),
            }
          },
        },
        catalog: {
          offers: ({ body: { references } }: { body: { references: string[] } }) => ({
            offers: references.map((id) => {
              const offer = PRODUCTS[id]
              return offer
                ? { productId: id, sku: id, slug: id, name: `A ${id}`, image: null, ...offer }
                : null
            }),
          }),
        },
        shipping: {
          quote: ({ body: { method } }: { body: { method: string } }) => {
            if (method !== 'standard')
              throw new Problem('unknown_shipping_method', { detail: `No ${method}.` })
            return { method, label: 'Standard', amount: 500, reason: 'a flat price' }
          },
        },
        tax: {
          assess: ({ body: { lines } }: { body: { lines: { amount: number }[] } }) => ({
            rate: 1_000,
            label: '10 %',
            lines: lines.map(({ amount }) => amount / 10),
            shipping: 50,
            total: 0,
          }),
        },
      },
    },
  )

  const { db } = world
  const place = async (body: object, call: Partial<Call> = {}, who: Caller = buyer) => {
    const input = { body: { items: [{ productId: 'cup', quantity: 2 }], shippingAddress: ADDRESS, ...body } }
    const answer = await world.as(who, 'place', input, call)
    return {
      ...answer,
      text: answer.text,
      body: answer.body as Record<string, never> & { id: string; status: string },
    }
  }
  return {
    world,
    stock,
    holds,
    charges,
    carts,
    refunds,
    parts,
    saved,
    people,
    carted,
    before,
    /** What the neighbours were asked about an order, in order. */
    askedAbout: (orderId: string) =>
      asked.filter((one) => one.endsWith(orderId)).map((one) => one.split(' ')[0]),
    place,
    /** A confirmed order, or one in the state that a payment with this token leads to; null pays later. */
    async placed(token: string | null = 'tok_visa', who: Caller = buyer): Promise<string> {
      return (await place(token === null ? {} : { payment: { token } }, {}, who)).body.id
    },
    ask: async (who: Caller, route: 'get' | 'timeline', id: string) =>
      (await world.as(who, route, { params: { id }, query: {} })).body as Record<string, unknown>,
    move: async (
      who: Caller,
      route: 'cancel' | 'ship' | 'deliver' | 'put' | 'patch',
      id: string,
      body: object = {},
      call: Partial<Call> = {},
    ) => {
      const query = route === 'cancel' ? { query: {} } : {}
      const answer = await world.as(who, route, { params: { id }, body, ...query }, call)
      return {
        text: answer.text,
        body: answer.body as { status: string; paymentStatus: string; trackingNumber: string },
      }
    },
    /** Any route of an order, with the whole answer. */
    send: async (
      who: Caller,
      route: keyof (typeof order)['routes'],
      id: string,
      more: object = {},
      call: Partial<Call> = {},
    ) => {
      const answer = await world.as(who, route, { params: { id }, ...more }, call)
      return {
        text: answer.text,
        headers: answer.headers,
        get body() {
          return answer.body as Record<string, never> & {
            items: Record<string, unknown>[]
            id: string
            status: string
          }
        },
      }
    },
    settle: (orderId: string, token = 'tok_visa') =>
      world.client.settle({ body: { orderId, method: 'card', token } }, callAs(aService)),
    /** What happened to an order, by name. */
    async events(id: string): Promise<string[]> {
      const rows = await db.rows<{
        type: string
      }>`select type from order_event where stream = ${id} order by version`
      return rows.map(({ type }) => type.slice('order.'.length))
    },
    /** What is still to be done, of one order or of all. */
    async unfinished(id: string | null = null): Promise<string[]> {
      const rows = await db.rows<{ task: string }>`
        select task from order_saga where ${id}::text is null or order_id = ${id} order by order_id`
      return rows.map(({ task }) => task)
    },
    newKey: () => ({ idempotencyKey: systemPorts.ids.next('key'), bodyHash: 'a' }),
  }
}
