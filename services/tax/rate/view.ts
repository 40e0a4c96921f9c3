/** Rates as clients read and write them: percent outside, basis points inside. */
import { countryCode } from '@rialto/contracts/country'
import type { TaxRate } from '@rialto/contracts/tax'
import { Problem } from '@rialto/kernel/contract/problem'
import { BASIS_POINTS, rateLabel } from '../domain.ts'
import type { RateRow } from './store.ts'

const PERCENT = 100

export function rateView(rate: RateRow): TaxRate {
  const { id, country, region, category, name, inclusive, rounding, updatedAt } = rate
  return {
    id,
    country,
    region: region === '' ? null : region,
    category: category === '' ? null : category,
    name,
    label: rateLabel(rate),
    rate: percentOf(rate.basisPoints),
    inclusive,
    rounding,
    updatedAt: updatedAt.toISOString(),
  }
}

export function percentOf(basisPoints: number): number {
  return (basisPoints * PERCENT) / BASIS_POINTS
}

/** 7.25 → 725. Throws `validation_failed` for a third decimal. */
export function basisPointsOf(percent: number): number {
  const basisPoints = Math.round((percent * BASIS_POINTS) / PERCENT)
  if (percentOf(basisPoints) === percent) return basisPoints
  throw new Problem('validation_failed', {
    detail: `${percent} has more than two decimals. Send percent, as in 7.25.`,
    errors: [{ path: '/rate', message: 'has more than two decimals', code: 'percent' }],
  })
}

/** Throws `validation_failed` for what is no country. */
export function countryOf(text: string): string {
  const code = countryCode(text)
  if (code !== undefined) return code
  throw new Problem('validation_failed', {
    detail: 'Send the country as its ISO 3166-1 code or its English name.',
    errors: [{ path: '/country', message: 'is not a country', code: 'country' }],
  })
}
