/** POST /orders: price what is wanted, write it down, run the saga, and answer when it has come to rest. */
import { countryCode } from '@rialto/contracts/country'
import type { CartClient } from '@rialto/contracts/cart'
import type { CheckoutChoice, ProfileClient } from '@rialto/contracts/profile'
import { coalesce } from '@rialto/kernel/batch/coalescer'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { earlierAnswers } from '@rialto/kernel/idempotency/batch'
import { callerKey, replay } from '@rialto/kernel/idempotency/idempotency'
import { toMajor, toMinor } from '@rialto/kernel/money/money'
import type { Ids, Timers } from '@rialto/kernel/ports/ports'
import { renderAnswer } from './answer.ts'
import { evolve, type OrderState } from '../domain.ts'
import { priceItems, type PricingClients, type WantedItem } from '../pricing/pricing.ts'
import type { Links } from '../access/links.ts'
import type { Ended, SagaNeeds, Sagas } from '../saga/saga.ts'
import { makeDurable } from '../saga/store.ts'
import { placeOrders, type Placed, type Placement } from '../store.ts'
import { openClaims } from '../claim/claim.ts'
import type { OrderedCart } from '../claim/store.ts'
import { chosen, sourceOf, type WantedPayment } from './source.ts'

/** After this the client is told where to look; the saga goes on. */
const ANSWER_WITHIN_MS = 3_000
const PLACEMENTS_PER_BATCH_MAX = 256
/**
 * Orders gather here and go through the saga together: at 64 clients twos and threes of large batches
 * instead of fours of small ones (docs/decisions/0002-batches-inside.md).
 */
const GATHER_MS_PER_ORDER = 1
const GATHER_MS_MAX = 12
const SHIPPING_METHOD_DEFAULT = 'standard'

export type PlaceBody = {
  readonly items?: readonly {
    readonly productId?: string
    readonly sku?: string
    readonly quantity: number
    readonly price?: number
  }[]
  readonly cartId?: string
  readonly email?: string
  readonly shippingAddress?: {
    readonly country: string
    readonly state?: string
    readonly [line: string]: string | undefined
  }
  readonly shippingMethod?: string
  readonly total?: number
  readonly payment?: WantedPayment
}

export type PlaceNeeds = SagaNeeds & {
  readonly clients: PricingClients & { readonly cart: CartClient; readonly profile: ProfileClient }
  readonly links: Links
  readonly ids: Ids
  readonly timers: Timers
  readonly sagas: Sagas
  /** The demo profile accepts the documents’ short body without an address, and a missing card token. */
  readonly lenient: boolean
}

export function openPlacing(needs: PlaceNeeds) {
  const { db, clients, ids, holder, sagas, metrics } = needs
  const claims = openClaims(db.relaxed)
  const placements = coalesce<Placement, Placed>({
    name: 'order.place',
    itemsMax: PLACEMENTS_PER_BATCH_MAX,
    lanes: 1,
    observe: (size) => metrics.batchSize.observe({ step: 'order.place' }, size),
    gather: {
      clock: needs.clock,
      timers: needs.timers,
      msPerItem: GATHER_MS_PER_ORDER,
      msMax: GATHER_MS_MAX,
    },
    run: (items) => placeEach(items),
  })

  /** Of requests with one key the first is placed; to the others it is one that came before and still runs. */
  async function placeEach(items: readonly Placement[]): Promise<Placed[]> {
    const byKey = Map.groupBy(items, ({ id, caller, key }) => (key === null ? id : `${caller} ${key}`))
    const firsts = [...byKey.values()].map(([first]) => first as Placement)
    const placed = await placeOrders(db.relaxed, firsts)
    const byId = new Map(firsts.map(({ id }, i) => [id, placed[i] as Placed]))
    return items.map(({ id }) => byId.get(id) ?? { earlier: null })
  }

  /** Everything that an order says when it is placed. Nothing has happened yet. */
  async function prepare(body: PlaceBody, call: Call) {
    checkWho(body, call)
    const { items, cart } = await wantedItems(body, call)
    const choice = await chosen(clients.profile, body, call)
    const address = addressOf(body, choice, needs.lenient)
    const shippingMethod = body.shippingMethod ?? SHIPPING_METHOD_DEFAULT
    const to = { country: address?.country ?? null, state: address?.state || null }
    const { currency, ...price } = await priceItems(clients, items, to, shippingMethod, call)
    checkTotal(body.total, price.total, currency)
    const userId = call.caller.kind === 'user' ? call.caller.id : null
    return {
      cart,
      placed: { userId, cartId: cart?.cartId ?? null, currency, ...price, shippingMethod },
      source: sourceOf(body.payment, choice, needs.lenient),
      contact: { email: body.email ?? null, shippingAddress: address },
    }
  }

  async function place(body: PlaceBody, call: Call): Promise<Answer> {
    const id = ids.next('ord')
    let prepared: Awaited<ReturnType<typeof prepare>>
    try {
      prepared = await prepare(body, call)
      if (prepared.cart) await claims.claim(prepared.cart, id, keyOf(call))
    } catch (refusal) {
      return answeredBefore(call, refusal)
    }
    const { cart, placed, source, contact } = prepared
    const { userId, currency, total } = placed
    const at = sagas.now()
    const { idempotencyKey: key = null } = call
    const caller = key === null ? null : callerKey(call.caller)

    return sagas.guarded(id, async () => {
      const written = await placements({
        id,
        userId,
        currency,
        total,
        at,
        placed,
        ...contact,
        holder,
        caller,
        key,
        method: source?.method ?? null,
        token: source?.token ?? null,
        bodyHash: key === null ? null : (call.bodyHash ?? ''),
      })
      if ('earlier' in written) {
        if (cart) await claims.release(cart.cartId, id)
        return earlierAnswer(written.earlier, call)
      }
      needs.wake()
      const state = evolve(undefined, id, { type: 'placed', at, data: { number: written.number, ...placed } })
      const to = { render: renderAnswer(needs.links, contact, call.requestId), caller, key }
      // Guarded again: it may outlive this request.
      const ended = sagas.guarded(id, () => sagas.place(state, source, to, call))
      return answerInTime(state, ended, to.render, call)
    })
  }

  /** A retry is answered as the first time, also when the cart has been emptied since or a price has changed. */
  async function answeredBefore(call: Call, refusal: unknown): Promise<Answer> {
    if (call.idempotencyKey === undefined) throw refusal
    const [earlier] = await db.transaction((tx) => earlierAnswers(tx, [call]))
    if (earlier instanceof Answer) return earlier
    throw earlier ?? refusal
  }

  async function answerInTime(
    state: OrderState,
    ended: Promise<Ended>,
    render: ReturnType<typeof renderAnswer>,
    call: Call,
  ): Promise<Answer> {
    const atRest = ended.then(
      ({ state: rested, answer, refusal }) => {
        const { status, text } = answer ?? render(rested, refusal)
        return Answer.ofText(text, status, status === 201 ? { location: `/api/v1/orders/${state.id}` } : {})
      },
      (error: unknown) => {
        // The order is written and will come to rest: the takeover goes on where this stopped.
        needs.log.warn({ orderId: state.id, requestId: call.requestId, err: error }, 'a saga was interrupted')
      },
    )
    const waits = call.prefer?.includes('respond-async') !== true
    const answer = waits ? await within(needs.timers, ANSWER_WITHIN_MS, atRest) : undefined
    if (answer) return answer
    await makeDurable(db, state.id)
    return Answer.ofText(render(state, undefined).text, 202, { location: `/api/v1/orders/${state.id}` })
  }

  async function wantedItems(
    body: PlaceBody,
    call: Call,
  ): Promise<{ items: readonly WantedItem[]; cart: OrderedCart | null }> {
    if (body.items) return { items: body.items, cart: null }
    const userId = call.caller.kind === 'user' ? call.caller.id : null
    const cart = await clients.cart.checkout({ body: { userId, cartId: body.cartId ?? null } }, call)
    if (!cart && body.cartId !== undefined) {
      throw new Problem('unknown_cart', { detail: `There is no cart ${body.cartId} that is yours.` })
    }
    if (!cart || cart.lines.length === 0) {
      throw new Problem('cart_empty', { detail: 'Add something to the cart, or send items.' })
    }
    return { items: cart.lines, cart }
  }

  return {
    place,
    drain: async () => {
      await claims.drain()
      await placements.drain()
    },
  }
}

/** What the work gave by then, or nothing. */
async function within<T>(timers: Timers, ms: number, work: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>()
  const cancel = timers.after(ms, () => late.resolve(undefined))
  return Promise.race([work, late.promise]).finally(cancel)
}

function earlierAnswer(earlier: Extract<Placed, { earlier: unknown }>['earlier'], call: Call): Answer {
  return replay(earlier ?? { bodyHash: call.bodyHash ?? '', status: null, answer: null }, call.bodyHash ?? '')
}

/** A guest says where the confirmation goes; nobody else can ask without a token. */
function checkWho(body: PlaceBody, { caller }: Call): void {
  if (caller.kind !== 'anonymous' || body.email !== undefined) return
  throw new Problem('unauthenticated', {
    detail: 'Sign in, or order as a guest with an email address.',
    headers: { 'www-authenticate': 'Bearer' },
  })
}

/** Nobody pays another sum than the one they agreed to. */
function checkTotal(told: number | undefined, total: number, currency: string): void {
  if (told === undefined || toMinor(told, currency, '/total') === total) return
  throw new Problem('price_changed', {
    detail: `The order costs ${toMajor(total, currency)} ${currency} by now; nothing was ordered.`,
    total: toMajor(total, currency),
    currency,
  })
}

/** Whose key it is: two callers may choose the same. */
function keyOf({ caller, idempotencyKey }: Call): string | undefined {
  return idempotencyKey === undefined ? undefined : `${callerKey(caller)} ${idempotencyKey}`
}

/** What the body says, else the default address of the buyer's book. */
function addressOf(body: PlaceBody, choice: CheckoutChoice | undefined, lenient: boolean) {
  const shippingAddress = body.shippingAddress ?? choice?.shippingAddress ?? undefined
  if (!shippingAddress) {
    if (lenient) return null
    throw new Problem('address_required', {
      detail: 'Send a shippingAddress with street, city, zipCode and country.',
      errors: [{ path: '/shippingAddress', message: 'is required', code: 'required' }],
    })
  }
  const country = countryCode(shippingAddress.country)
  if (country === undefined) {
    throw new Problem('validation_failed', {
      detail: 'Send the country as its ISO 3166-1 code or its English name.',
      errors: [{ path: '/shippingAddress/country', message: 'is not a country', code: 'country' }],
    })
  }
  return { ...shippingAddress, country }
}
