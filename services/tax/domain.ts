/**
 * What tax is owed: one rate for a destination, on top of each line and of shipping. Prices are kept
 * without tax. The tables are base rates of places, as published; they know no reduced rates for books
 * or food and no county surtaxes.
 */
import { countryCode, countryName } from '@rialto/contracts/country'
import { scale, type Minor } from '@rialto/kernel/money/money'

/** Basis points: 875 is 8.75 %. */
type Rate = number

const BASIS_POINTS = 10_000

/** Value added or goods and services tax, the standard rate. */
// prettier-ignore
const VAT: Readonly<Record<string, Rate>> = {
  AT: 2000, AU: 1000, BE: 2100, CA: 500, CH: 810, CZ: 2100, DE: 1900, DK: 2500, ES: 2100, FI: 2550,
  FR: 2000, GB: 2000, GR: 2400, HU: 2700, IE: 2300, IN: 1800, IT: 2200, JP: 1000, LU: 1700, NL: 2100,
  NO: 2500, NZ: 1500, PL: 2300, PT: 2300, SE: 2500, SG: 900,
}

/** Sales tax of the state itself. A zero is kept on purpose: these states have none. */
const US_STATES: Readonly<Record<string, { readonly name: string; readonly rate: Rate }>> = {
  AK: { name: 'Alaska', rate: 0 },
  CA: { name: 'California', rate: 725 },
  CO: { name: 'Colorado', rate: 290 },
  DE: { name: 'Delaware', rate: 0 },
  FL: { name: 'Florida', rate: 600 },
  GA: { name: 'Georgia', rate: 400 },
  IL: { name: 'Illinois', rate: 625 },
  MA: { name: 'Massachusetts', rate: 625 },
  MT: { name: 'Montana', rate: 0 },
  NH: { name: 'New Hampshire', rate: 0 },
  NY: { name: 'New York', rate: 400 },
  OH: { name: 'Ohio', rate: 575 },
  OR: { name: 'Oregon', rate: 0 },
  PA: { name: 'Pennsylvania', rate: 600 },
  TX: { name: 'Texas', rate: 625 },
  WA: { name: 'Washington', rate: 650 },
}

const STATE_CODES = new Map(
  Object.entries(US_STATES).flatMap(([code, { name }]) => [
    [code.toLowerCase(), code],
    [name.toLowerCase(), code],
  ]),
)

export type Sale = {
  /** ISO 3166-1 alpha-2 in any case, or null while nobody knows where it goes. */
  readonly country: string | null
  readonly state: string | null
  readonly lines: readonly { readonly amount: Minor }[]
  readonly shipping: Minor
}

export type Assessment = {
  readonly rate: Rate
  readonly label: string
  readonly lines: readonly Minor[]
  readonly shipping: Minor
  readonly total: Minor
}

/** The tax on each line and on shipping, each rounded half to even by itself, so that the parts are the total. */
export function assess({ country, state, lines, shipping }: Sale): Assessment {
  const { rate, label } = rateFor(country, state)
  const onLines = lines.map(({ amount }) => scale(amount, rate, BASIS_POINTS))
  const onShipping = scale(shipping, rate, BASIS_POINTS)
  const total = onLines.reduce((sum, tax) => sum + tax, onShipping)
  return { rate, label, lines: onLines, shipping: onShipping, total }
}

function rateFor(destination: string | null, state: string | null): { rate: Rate; label: string } {
  if (destination === null) return { rate: 0, label: 'no tax while the destination is open' }
  const country = countryCode(destination) ?? destination.toUpperCase()
  if (country === 'US') return stateRate(state)
  const rate = VAT[country]
  if (rate === undefined) return { rate: 0, label: `no tax kept for ${countryName(country) ?? country}` }
  return { rate, label: `VAT ${percent(rate)} in ${countryName(country) ?? country}` }
}

function stateRate(state: string | null): { rate: Rate; label: string } {
  if (state === null || state.trim() === '')
    return { rate: 0, label: 'no sales tax without a state of the United States' }
  const known = US_STATES[STATE_CODES.get(state.trim().toLowerCase()) ?? '']
  if (!known) return { rate: 0, label: `no tax kept for ${state.trim()}, United States` }
  if (known.rate === 0) return { rate: 0, label: `no sales tax in ${known.name}` }
  return { rate: known.rate, label: `sales tax ${percent(known.rate)} in ${known.name}` }
}

function percent(rate: Rate): string {
  return `${rate / 100} %`
}
