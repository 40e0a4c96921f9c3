/**
 * Changing carts. The catalogue is asked before anything is locked; then one transaction takes the rows,
 * decides, writes, and commits without waiting for the disk: a cart is not money.
 */
import type { catalog } from '@rialto/contracts/catalog'
import type { CartView, NewItemBody } from '@rialto/contracts/cart'
import type { inventory } from '@rialto/contracts/inventory'
import type { order } from '@rialto/contracts/order'
import type { shipping } from '@rialto/contracts/shipping'
import { Answer, type Call } from '@rialto/kernel/contract/contract'
import { Problem } from '@rialto/kernel/contract/problem'
import { earlierAnswers, keepAnswers } from '@rialto/kernel/idempotency/batch'
import type { Needs } from '@rialto/kernel/service/service'
import type { Tx } from '@rialto/kernel/sql/database'
import {
  add,
  readWish,
  referencesOf,
  type Decision,
  type Lines,
  type Offers,
  type Refusal,
  type Wish,
} from '../domain.ts'
import { findOffers } from '../offer/offers.ts'
import type { Target } from '../owner/domain.ts'
import { noteStarts } from '../start/store.ts'
import { openCarts, readLines, saveCarts } from '../store.ts'
import { showCart } from '../view/domain.ts'

export type CartNeeds = Needs<{
  readonly catalog: typeof catalog
  readonly inventory: typeof inventory
  readonly order: typeof order
  readonly shipping: typeof shipping
}>

/** An answer that is somebody's own, whoever may ask: no cache on the way may keep it. */
export const PERSONAL = { 'cache-control': 'private, no-store' } as const

const ADDED_STATUS = 201

/** Today by the service's clock, as a date of SQL. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** Changes one cart by a decision on its locked lines. Throws what the decision refuses; then nothing has changed. */
export async function changeCart(
  { db, clients, clock }: CartNeeds,
  target: Target,
  call: Call,
  decide: (lines: Lines, offers: Offers) => Decision,
): Promise<CartView> {
  const { cartId } = target
  const seen = (await readLines(db.relaxed, [cartId])).get(cartId) ?? []
  const offers = await findOffers(
    clients.catalog,
    seen.map(({ sku }) => sku),
    [call],
  )
  return db.relaxed.transaction(async (tx) => {
    const before = await openCarts(tx, [target], dayOf(clock.now()))
    const decision = decide(before.get(cartId) ?? [], offers)
    if (decision.outcome === 'refused') throw problemOf(decision)
    await saveCarts(tx, before, new Map([[cartId, decision.lines]]))
    return showCart(target, decision.lines, offers)
  })
}

/** Empties a cart. Nothing is shown, so the catalogue need not be asked. */
export async function clearCart({ db, clock }: CartNeeds, target: Target): Promise<CartView> {
  return db.relaxed.transaction(async (tx) => {
    const before = await openCarts(tx, [target], dayOf(clock.now()))
    await saveCarts(tx, before, new Map([[target.cartId, []]]))
    return showCart(target, [], new Map())
  })
}

/** Somebody's wish to add. `whose` may refuse by throwing a problem. */
export type Addition = { readonly call: Call; readonly item: NewItemBody; readonly whose: () => Target }

/**
 * Adds for many callers at once: one question to the catalogue, one transaction, and to each the cart as
 * it is after its own addition. One that is refused changes nothing and spoils nothing.
 */
export async function addMany(needs: CartNeeds, additions: readonly Addition[]): Promise<(Answer | Error)[]> {
  const targets = additions.map(({ whose }) => attempt(whose))
  const offers = await offersFor(needs, additions, targets)
  const wishes = additions.map(({ item }) => attempt(() => readWish(item, offers)))
  const items = additions.map((addition, i) => ({
    ...addition,
    target: targets[i] as Target | Problem,
    wish: wishes[i] as Wish | Refusal | Problem,
  }))
  return needs.db.relaxed.transaction((tx) => addTogether(tx, needs, items, offers))
}

type Item = Addition & { readonly target: Target | Problem; readonly wish: Wish | Refusal | Problem }

async function addTogether(
  tx: Tx,
  needs: CartNeeds,
  items: readonly Item[],
  offers: Offers,
): Promise<(Answer | Error)[]> {
  const earlier = await earlierAnswers(
    tx,
    items.map(({ call }) => call),
  )
  const possible = items.flatMap(({ target, wish }, i) =>
    earlier[i] === undefined && !(target instanceof Problem) && isWish(wish) ? [target] : [],
  )
  const before =
    possible.length === 0 ? new Map<string, Lines>() : await openCarts(tx, possible, dayOf(needs.clock.now()))
  const after = new Map<string, Lines>(before)
  const kept: { call: Call; status: number; answer: string }[] = []

  const answers = items.map(({ call, target, wish }, i): Answer | Error => {
    const known = earlier[i]
    if (known !== undefined) return known
    if (target instanceof Problem) return target
    if (!isWish(wish)) return wish instanceof Problem ? wish : problemOf(wish)
    const decision = add(after.get(target.cartId) ?? [], wish.offer, wish.quantity, needs.ids.next('lin'))
    if (decision.outcome === 'refused') return problemOf(decision)
    after.set(target.cartId, decision.lines)
    const answer = JSON.stringify(showCart(target, decision.lines, offers))
    kept.push({ call, status: ADDED_STATUS, answer })
    return Answer.ofText(answer, ADDED_STATUS, PERSONAL)
  })
  await Promise.all([
    saveCarts(tx, before, after),
    noteStarts(tx, startedIn(before, after), new Date(needs.clock.now())),
    keepAnswers(tx, kept),
  ])
  return answers
}

/** The carts that got their first line. */
function startedIn(before: ReadonlyMap<string, Lines>, after: ReadonlyMap<string, Lines>): string[] {
  return [...after].flatMap(([cartId, lines]) =>
    lines.length > 0 && (before.get(cartId)?.length ?? 0) === 0 ? [cartId] : [],
  )
}

async function offersFor(
  { db, clients }: CartNeeds,
  additions: readonly Addition[],
  targets: readonly (Target | Problem)[],
): Promise<Offers> {
  const cartIds = targets.flatMap((target) => (target instanceof Problem ? [] : [target.cartId]))
  const present = await readLines(db.relaxed, cartIds)
  const skus = [...present.values()].flatMap((lines) => lines.map(({ sku }) => sku))
  const references = additions.flatMap(({ item }) => referencesOf(item))
  return findOffers(
    clients.catalog,
    [...references, ...skus],
    additions.map(({ call }) => call),
  )
}

function isWish(wish: Wish | Refusal | Problem): wish is Wish {
  return !(wish instanceof Problem) && wish.outcome === 'wanted'
}

function problemOf({ code, detail, says }: Refusal): Problem {
  return new Problem(code, { detail, ...says })
}

/** A refusal of one is a value among the others' answers. */
function attempt<T>(work: () => T): T | Problem {
  try {
    return work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
