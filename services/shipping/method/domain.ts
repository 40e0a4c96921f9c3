/**
 * What sending costs and how long it takes: a flat price a method and zone, nothing above a threshold. Prices
 * are the same figures in every currency with cents; one without minor units costs a hundred times the
 * figure: 4.99 USD, 499 JPY.
 */
import { formatMoney, minorDigits, type Minor } from '@rialto/kernel/money/money'

type Price = {
  /** In hundredths of a unit. */
  readonly price: number
  /** The subtotal from which it is free, in hundredths. */
  readonly freeFrom?: number
  /** Working days until it arrives. */
  readonly days: readonly [min: number, max: number]
}

type ZoneId = 'home' | 'europe' | 'world'
type Method = { readonly label: string; readonly zones: Readonly<Record<ZoneId, Price>> }

export type Zone = { readonly id: ZoneId; readonly name: string; readonly countries: readonly string[] }

/** A country of no other zone is in the last. */
export const ZONES: readonly Zone[] = [
  { id: 'home', name: 'United States', countries: ['US', 'PR', 'UM', 'VI'] },
  {
    id: 'europe',
    name: 'Europe',
    // prettier-ignore
    countries: [
      'AD', 'AT', 'BE', 'BG', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE', 'IS',
      'IT', 'LI', 'LT', 'LU', 'LV', 'MC', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'SM', 'VA',
    ],
  },
  { id: 'world', name: 'Everywhere else', countries: [] },
]

export const METHODS: Readonly<Record<string, Method>> = {
  standard: {
    label: 'Standard shipping',
    zones: {
      home: { price: 499, freeFrom: 5_000, days: [2, 4] },
      europe: { price: 499, freeFrom: 5_000, days: [3, 6] },
      world: { price: 999, freeFrom: 10_000, days: [6, 14] },
    },
  },
  express: {
    label: 'Express shipping',
    zones: {
      home: { price: 1_499, days: [1, 2] },
      europe: { price: 1_499, days: [1, 3] },
      world: { price: 2_999, days: [2, 5] },
    },
  },
  pickup: {
    label: 'Pick-up in the shop',
    zones: {
      home: { price: 0, days: [0, 1] },
      europe: { price: 0, days: [0, 1] },
      world: { price: 0, days: [0, 1] },
    },
  },
}

const SUNDAY = 0
const SATURDAY = 6

const ZONE_OF = new Map(ZONES.flatMap(({ id, countries }) => countries.map((country) => [country, id])))

export type Basket = {
  readonly currency: string
  /** ISO 3166-1 alpha-2 in any case; null while nobody knows where it goes, which is then here. */
  readonly country: string | null
  readonly subtotal: Minor
  readonly method: string
}

export type Quoted = {
  readonly method: string
  readonly label: string
  readonly zone: ZoneId
  readonly amount: Minor
  readonly reason: string
  readonly days: readonly [min: number, max: number]
}

/** The price of a method, and a sentence that tells why; undefined where there is no such method. */
export function quote({ currency, country, subtotal, method: asked }: Basket): Quoted | undefined {
  const method = asked.trim().toLowerCase()
  const known = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined
  if (!known) return undefined
  const { label } = known
  const zone = zoneOf(country)
  const { price, freeFrom, days } = known.zones[zone]
  const full = minorOf(price, currency)
  const threshold = freeFrom === undefined ? undefined : minorOf(freeFrom, currency)
  const amount = threshold !== undefined && subtotal >= threshold ? 0 : full
  return { method, label, zone, amount, days, reason: reasonOf(label, full, threshold, amount, currency) }
}

/** Every method with its price. */
export function quoteAll(basket: Omit<Basket, 'method'>): Quoted[] {
  return Object.keys(METHODS).flatMap((method) => quote({ ...basket, method }) ?? [])
}

export function zoneOf(country: string | null): ZoneId {
  return country === null ? 'home' : (ZONE_OF.get(country.toUpperCase()) ?? 'world')
}

/** The day so many working days after today, as a date; Saturday and Sunday are none. */
export function afterWorkingDays(today: Date, days: number): string {
  const day = new Date(today)
  for (let left = days; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (day.getUTCDay() !== SATURDAY && day.getUTCDay() !== SUNDAY) left -= 1
  }
  return day.toISOString().slice(0, 'yyyy-mm-dd'.length)
}

function reasonOf(
  label: string,
  full: Minor,
  threshold: Minor | undefined,
  amount: Minor,
  currency: string,
): string {
  if (full === 0) return `${label} costs nothing`
  if (threshold === undefined) return `${label} costs ${formatMoney(full, currency)}`
  const from = formatMoney(threshold, currency)
  return amount === 0
    ? `${label} is free from ${from}`
    : `${label} costs ${formatMoney(full, currency)} below ${from}`
}

/** Hundredths are minor units already where a unit has two digits, and are taken as they are where it has none. */
function minorOf(hundredths: number, currency: string): Minor {
  return hundredths * 10 ** Math.max(0, minorDigits(currency) - 2)
}
