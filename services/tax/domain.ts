/**
 * What tax is owed: the rate of a place and a category, on each line and on shipping. A rate comes on top of
 * the price, or the price holds it already. It knows no surtaxes below a region and no exemptions.
 */
import { countryCode, countryName } from '@rialto/contracts/country'
import { checkMinor, scale, type Minor } from '@rialto/kernel/money/money'
import { regionCode, regionName } from './place/domain.ts'

export const BASIS_POINTS = 10_000

type Rounding = 'half_even' | 'half_up' | 'up' | 'down'

export type Rate = {
  readonly id: string
  readonly country: string
  /** Empty for all regions of the country. */
  readonly region: string
  /** Empty for all categories that have no rate of their own. */
  readonly category: string
  readonly name: string
  readonly basisPoints: number
  readonly inclusive: boolean
  readonly rounding: Rounding
}

/** The rates by place and category, and the countries where regions have rates. */
export type RateBook = {
  readonly byPlace: ReadonlyMap<string, Rate>
  readonly regional: ReadonlySet<string>
  /** Whether any category has a rate of its own: most shops have none, and then none is looked for. */
  readonly categorised: boolean
}

export type Sale = {
  /** ISO 3166-1 alpha-2 in any case, or null while nobody knows where it goes. */
  readonly country: string | null
  readonly state: string | null
  readonly lines: readonly { readonly amount: Minor; readonly categories?: readonly string[] }[]
  readonly shipping: Minor
}

/** What one rate came to. */
type Applied = {
  readonly label: string
  readonly rate: number
  readonly inclusive: boolean
  readonly amount: Minor
}

export type Assessment = {
  /** The general rate of the place, and what it is called; with categories, all that were used. */
  readonly rate: number
  readonly label: string
  readonly lines: readonly Minor[]
  readonly shipping: Minor
  readonly total: Minor
  readonly rates: readonly Applied[]
}

export function bookOf(rates: readonly Rate[]): RateBook {
  return {
    byPlace: new Map(rates.map((rate) => [placeKey(rate.country, rate.region, rate.category), rate])),
    regional: new Set(rates.filter(({ region }) => region !== '').map(({ country }) => country)),
    categorised: rates.some(({ category }) => category !== ''),
  }
}

/** The tax on each line and on shipping, each rounded by itself, so that the parts are the total. */
export function assess(book: RateBook, { country, state, lines, shipping }: Sale): Assessment {
  const place = placeOf(country, state)
  const general = place && rateFor(book, place, [])
  const used = new Map<Rate, Minor>()
  const taxed = (amount: Minor, rate: Rate | undefined): Minor => {
    if (!rate) return 0
    const part = taxIn(amount, rate)
    used.set(rate, checkMinor((used.get(rate) ?? 0) + part))
    return rate.inclusive ? 0 : part
  }
  const onLines = lines.map(({ amount, categories }) =>
    taxed(amount, place && categories && book.categorised ? rateFor(book, place, categories) : general),
  )
  const onShipping = taxed(shipping, general)
  const rates = [...used].map(([rate, amount]) => applied(rate, amount))
  return {
    rate: general?.basisPoints ?? 0,
    label: labelOf(book, place, general, [...used.keys()]),
    lines: onLines,
    shipping: onShipping,
    total: onLines.reduce((sum, tax) => sum + tax, onShipping),
    rates: rates.filter(({ rate }) => rate > 0),
  }
}

/** “VAT 19 % in Germany”, “no sales tax in Oregon”. */
export function rateLabel({ country, region, category, name, basisPoints, inclusive }: Rate): string {
  const where = region === '' ? (countryName(country) ?? country) : (regionName(country, region) ?? region)
  const what = category === '' ? '' : ` on ${category}`
  if (basisPoints === 0) return `no ${name}${what} in ${where}`
  return `${inclusive ? 'includes ' : ''}${name} ${percent(basisPoints)}${what} in ${where}`
}

/** The part of an amount that is tax: on top of it, or inside of it where the rate is inclusive. */
function taxIn(amount: Minor, { basisPoints, inclusive, rounding }: Rate): Minor {
  const whole = inclusive ? BASIS_POINTS + basisPoints : BASIS_POINTS
  return rounding === 'half_even'
    ? scale(amount, basisPoints, whole)
    : roundedPart(amount, basisPoints, whole, rounding)
}

function roundedPart(
  amount: Minor,
  numerator: number,
  denominator: number,
  rounding: Exclude<Rounding, 'half_even'>,
): Minor {
  const [product, whole] = [BigInt(amount) * BigInt(numerator), BigInt(denominator)]
  const [floor, rest] = [product / whole, product % whole]
  const isUp = rounding === 'up' ? rest > 0n : rounding === 'half_up' && 2n * rest >= whole
  return checkMinor(Number(isUp ? floor + 1n : floor))
}

type Place = { readonly country: string; readonly region: string; readonly said: string }

function placeOf(destination: string | null, state: string | null): Place | undefined {
  if (destination === null) return undefined
  const country = countryCode(destination) ?? destination.toUpperCase()
  const said = state?.trim() ?? ''
  return { country, region: said === '' ? '' : regionCode(country, said), said }
}

/** The nearest category’s rate goes before the general one, and among these a region’s before the country’s. */
function rateFor(book: RateBook, place: Place, categories: readonly string[]): Rate | undefined {
  for (const category of categories.toReversed()) {
    const rate = rateIn(book, place, category)
    if (rate) return rate
  }
  return rateIn(book, place, '')
}

function rateIn({ byPlace }: RateBook, { country, region }: Place, category: string): Rate | undefined {
  return byPlace.get(placeKey(country, region, category)) ?? byPlace.get(placeKey(country, '', category))
}

function labelOf(
  { regional }: RateBook,
  place: Place | undefined,
  general: Rate | undefined,
  used: readonly Rate[],
): string {
  if (!place) return 'no tax while the destination is open'
  const labels = new Set((used.length > 0 ? used : general ? [general] : []).map(rateLabel))
  if (labels.size > 0) return [...labels].join(', ')
  const country = countryName(place.country) ?? place.country
  if (!regional.has(place.country)) return `no tax kept for ${country}`
  if (place.said === '') return `no tax while the region in ${country} is open`
  return `no tax kept for ${regionName(place.country, place.region) ?? place.said}, ${country}`
}

function applied(rate: Rate, amount: Minor): Applied {
  return { label: rateLabel(rate), rate: rate.basisPoints, inclusive: rate.inclusive, amount }
}

/** No part holds a line break: the contract lets none in. */
function placeKey(country: string, region: string, category: string): string {
  return `${country}\n${region}\n${category}`
}

function percent(basisPoints: number): string {
  return `${basisPoints / 100} %`
}
