/** An address line by line, as its country writes it. */
import type { OrderView } from '@rialto/contracts/order'
import { countryName } from '../../region/countries.ts'
import type { Locale } from '../../region/locales.ts'

type Address = NonNullable<OrderView['shippingAddress']>

/** Where the state stands between the city and its code. */
const STATE_BESIDE_CITY: ReadonlySet<string> = new Set(['US', 'CA', 'AU'])

export function addressLines(address: Address, locale: Locale): readonly string[] {
  const { name, street, line2, country } = address
  const lines = [name, street, line2, ...cityLines(address), countryName(country, locale)]
  return lines.filter((line): line is string => line !== undefined && line !== '')
}

function cityLines({ city, state, zipCode, country }: Address): readonly (string | undefined)[] {
  if (state !== undefined && state !== '' && STATE_BESIDE_CITY.has(country))
    return [`${city}, ${state} ${zipCode}`]
  return [`${zipCode} ${city}`, state]
}
