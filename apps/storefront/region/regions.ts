/** Where a shopper is: which country a form begins with, and in which currency a price is told beside the charged one. */

export type Region = { readonly country: string; readonly currency: string }

const REGIONS: readonly Region[] = [
  { country: 'US', currency: 'USD' },
  { country: 'GB', currency: 'GBP' },
  { country: 'DE', currency: 'EUR' },
  { country: 'FR', currency: 'EUR' },
  { country: 'IT', currency: 'EUR' },
  { country: 'ES', currency: 'EUR' },
  { country: 'CH', currency: 'CHF' },
  { country: 'AE', currency: 'AED' },
  { country: 'CA', currency: 'CAD' },
  { country: 'JP', currency: 'JPY' },
]
const HOME: Region = { country: 'US', currency: 'USD' }

export const COUNTRIES = REGIONS.map(({ country }) => country)

export function regionOf(country: string | undefined): Region {
  return REGIONS.find((region) => region.country === country) ?? HOME
}

/**
 * What one unit of `from` is worth in `to`, after `RIALTO_DISPLAY_RATES` (`USD/EUR:0.92,USD/GBP:0.79`): rates that the
 * merchant sets for showing, never for charging. Undefined where none is set.
 */
export function displayRate(from: string, to: string, rates: string | undefined): number | undefined {
  const found = rates
    ?.split(',')
    .map((entry) => /^\s*([A-Z]{3})\/([A-Z]{3}):(\d+(?:\.\d+)?)\s*$/.exec(entry))
    .find((entry) => entry?.[1] === from && entry[2] === to)
  return found ? Number(found[3]) : undefined
}
