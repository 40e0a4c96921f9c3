/**
 * Two months of the demo shop, as a list of what people did, in the order in which they did it: a shop that
 * grows, with more at the weekend and in the evening. Pure: the same moment and seed give the same list.
 */
import { chanceOf, type Chance } from '../chance.ts'
import { people, type Person } from './people.ts'

const MINUTE_MS = 60 * 1_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

export const HISTORY_DAYS = 60
/** Where mails leave the house, nobody's mailbox is filled with two months of them. */
const DAYS_WITH_MAILS_OUTSIDE = 3

export function daysOf({ smtpUrl }: { readonly smtpUrl: string | undefined }): number {
  return smtpUrl === undefined ? HISTORY_DAYS : DAYS_WITH_MAILS_OUTSIDE
}

/** What is told of the past ends so long before now: what is really done meanwhile comes after it. */
const QUIET_MS = 15 * MINUTE_MS

/** Orders of an ordinary day by now, and what part of that it was at the beginning. */
const ORDERS_A_DAY = 8
const AT_FIRST = 0.35
/** From Sunday on. */
const OF_WEEKDAY = [1.3, 0.95, 0.85, 0.9, 0.95, 1.05, 1.25]
/** From midnight on, UTC: the lunch hour, and most of all the evening. */
const OF_HOUR = [
  1, 0.5, 0.3, 0.2, 0.2, 0.3, 0.8, 1.5, 2, 2.5, 3, 3.5, 4.5, 4, 3, 3, 3.5, 4.5, 6, 8, 9, 8, 5, 2.5,
]

/** Of all who fill a cart fewer than half order it. */
const CARTS_LEFT_PER_ORDER = 1.4
const GUESTS = 0.4
/** A shelf is not emptied by the past; what a visitor may still want stays. */
const PIECES_LEFT_MIN = 8
const LINES = [1, 1, 1, 1, 2, 2, 2, 3]

type Line = { readonly sku: string; readonly quantity: number }

export type PlannedOrder = { readonly who: Person; readonly lines: readonly Line[]; readonly token?: string }

export type Doing = 'ship' | 'deliver' | 'cancel' | 'refund' | 'askReturn' | 'approveReturn' | 'receiveReturn'

/** `order` and `cart` are places in the lists of the plan. Without `at` it happens now. */
export type Deed = { readonly at?: Date } & (
  | { readonly what: 'leave'; readonly cart: number }
  | { readonly what: 'place' | Doing; readonly order: number }
)

export type Plan = {
  readonly people: readonly Person[]
  readonly orders: readonly PlannedOrder[]
  /** What was put into each cart that nobody ordered. */
  readonly carts: readonly Line[]
  readonly deeds: readonly Deed[]
}

export type Shelf = { readonly sku: string; readonly stock: number }

export function planOf(
  shelves: readonly Shelf[],
  now: Date,
  { days = HISTORY_DAYS, seed = 'history' }: { readonly days?: number; readonly seed?: string } = {},
): Plan {
  const chance = chanceOf(seed, 'plan')
  const visitors = people(seed)
  const { customers } = visitors
  const takes = shop(shelves, chance)
  const end = now.getTime() - QUIET_MS
  const buyers = (at: number) =>
    customers.filter(
      ({ account }) => account !== undefined && now.getTime() - account.joinedDaysAgo * DAY_MS < at,
    )

  const orders: PlannedOrder[] = []
  const carts: Line[] = []
  const deeds: Deed[] = []
  for (const at of visits(now.getTime(), days, chance)) {
    if (at > end) break
    const leaves = CARTS_LEFT_PER_ORDER / (1 + CARTS_LEFT_PER_ORDER)
    if (chance.unit() < leaves) {
      const cart = carts.push(takes.one()) - 1
      deeds.push({ at: new Date(at), what: 'leave', cart })
      continue
    }
    const fate = chance.unit()
    // A guest whose card is refused goes away; somebody with an account would find the cart full next time.
    const who =
      fate < FATES.declined || chance.unit() < GUESTS ? visitors.guest(chance) : chance.one(buyers(at))
    const order = orders.push({ who, lines: takes.some(), token: fate < FATES.declined ? 'tok_declined' : 'tok_visa' }) - 1 // prettier-ignore
    deeds.push({ at: new Date(at), what: 'place', order })
    let before = at
    for (const [what, then] of afterwards(at, fate, chance)) {
      // Never two at one moment, and nothing of what is still to come.
      before = Math.max(then, before + 10 * MINUTE_MS)
      if (before > end) break
      deeds.push({ at: new Date(before), what, order })
    }
  }
  deeds.sort((one, other) => Number(one.at) - Number(other.at))
  for (const who of customers.slice(0, 2)) {
    deeds.push({ what: 'place', order: orders.push({ who, lines: takes.some() }) - 1 })
  }
  return { people: customers, orders, carts, deeds }
}

/** When somebody fills a cart, in the order of time. */
function visits(now: number, days: number, chance: Chance): number[] {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  return Array.from({ length: days + 1 }, (_, i) => today - (days - i) * DAY_MS)
    .flatMap((day, i) => {
      const growth = AT_FIRST + ((1 - AT_FIRST) * i) / days
      const ordinary = ORDERS_A_DAY * growth * (1 + CARTS_LEFT_PER_ORDER)
      const many = ordinary * (OF_WEEKDAY[new Date(day).getUTCDay()] ?? 1) * chance.between(0.75, 1.25)
      return Array.from({ length: Math.round(many) }, () => day + timeOfDay(chance))
    })
    .toSorted((one, other) => one - other)
}

function timeOfDay(chance: Chance): number {
  let left = chance.unit() * OF_HOUR.reduce((sum, weight) => sum + weight, 0)
  const hour = OF_HOUR.findIndex((weight) => (left -= weight) < 0)
  return Math.floor((Math.max(hour, 0) + chance.unit()) * HOUR_MS)
}

/** Which part of the orders ends otherwise than with a parcel that is kept; each adds to the one before. */
const FATES = { declined: 0.04, cancelled: 0.08, refunded: 0.11, returned: 0.15, givenBack: 0.17 }

function afterwards(placed: number, fate: number, chance: Chance): (readonly [Doing, number])[] {
  if (fate < FATES.declined) return []
  if (fate < FATES.cancelled) return [['cancel', placed + chance.between(0.3, 3) * HOUR_MS]]
  const shipped = nextMorning(placed, chance)
  const delivered = daytime(shipped + Math.round(chance.between(1.6, 4.4)) * DAY_MS, chance)
  const arrived = [['ship', shipped], ['deliver', delivered]] as const // prettier-ignore
  if (fate < FATES.refunded) return [...arrived, ['refund', daytime(delivered + 2 * DAY_MS, chance)]]
  if (fate >= FATES.givenBack) return [...arrived]
  const asked = daytime(delivered + Math.round(chance.between(1, 5)) * DAY_MS, chance)
  const approved = daytime(asked + DAY_MS, chance)
  const received = daytime(approved + Math.round(chance.between(2, 5)) * DAY_MS, chance)
  const back = [['askReturn', asked], ['approveReturn', approved], ['receiveReturn', received]] as const // prettier-ignore
  if (fate < FATES.returned) return [...arrived, ...back, ['refund', daytime(received + DAY_MS, chance)]]
  return [...arrived, ...back]
}

/** The house packs from Monday to Saturday. */
function nextMorning(after: number, chance: Chance): number {
  const day = (Math.floor(after / DAY_MS) + 1) * DAY_MS
  const open = new Date(day).getUTCDay() === 0 ? day + DAY_MS : day
  return open + Math.floor(chance.between(7.5, 10.5) * HOUR_MS)
}

function daytime(about: number, chance: Chance): number {
  return Math.floor(about / DAY_MS) * DAY_MS + Math.floor(chance.between(9, 18) * HOUR_MS)
}

/** What people take from the shelves: a few things much more often than most, and never the last of any. */
function shop(shelves: readonly Shelf[], chance: Chance) {
  const liked = chance.shuffled(shelves)
  const left = new Map(liked.map(({ sku, stock }) => [sku, stock]))
  const one = (): Line => {
    const first = Math.floor(chance.unit() ** 2 * liked.length)
    const quantity = chance.unit() < 0.15 ? 2 : 1
    const found = [...liked.slice(first), ...liked.slice(0, first)].find(
      ({ sku }) => (left.get(sku) ?? 0) - quantity >= PIECES_LEFT_MIN,
    )
    if (!found) throw new Error('the demo shop has too little on its shelves for its past')
    return { sku: found.sku, quantity }
  }
  return {
    one,
    some: (): Line[] => {
      const lines = Array.from({ length: chance.one(LINES) }, one)
      const distinct = [...new Map(lines.map((line) => [line.sku, line])).values()]
      for (const { sku, quantity } of distinct) left.set(sku, (left.get(sku) ?? 0) - quantity)
      return distinct
    },
  }
}
