/** Where a shopper is: which country a form begins with, and in which currency a price is told beside the charged one. */

export type Region = { readonly country: string; readonly currency: string }

const REGIONS: readonly Region[] = [
  { country: 'US', currency: 'USD' },
  { country: 'AE', currency: 'AED' },
  { country: 'AT', currency: 'EUR' },
  { country: 'AU', currency: 'AUD' },
  { country: 'BE', currency: 'EUR' },
  { country: 'CA', currency: 'CAD' },
  { country: 'CH', currency: 'CHF' },
  { country: 'DE', currency: 'EUR' },
  { country: 'DK', currency: 'DKK' },
  { country: 'EG', currency: 'EGP' },
  { country: 'ES', currency: 'EUR' },
  { country: 'FR', currency: 'EUR' },
  { country: 'GB', currency: 'GBP' },
  { country: 'IE', currency: 'EUR' },
  { country: 'IT', currency: 'EUR' },
  { country: 'JP', currency: 'JPY' },
  { country: 'MA', currency: 'MAD' },
  { country: 'NL', currency: 'EUR' },
  { country: 'NO', currency: 'NOK' },
  { country: 'PL', currency: 'PLN' },
  { country: 'PT', currency: 'EUR' },
  { country: 'SA', currency: 'SAR' },
  { country: 'SE', currency: 'SEK' },
]
const HOME: Region = { country: 'US', currency: 'USD' }

export const REGION_COUNTRIES = REGIONS.map(({ country }) => country)

export function isRegion(country: unknown): country is string {
  return REGIONS.some((region) => region.country === country)
}

export function regionOf(country: string | undefined): Region {
  return REGIONS.find((region) => region.country === country) ?? HOME
}
