/** What people call the regions that have rates of their own. Inside there is only the code of ISO 3166-2. */

// prettier-ignore
const REGIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: {
    AL: 'Alabama', AK: 'Alaska', AZ: 'Arizona', AR: 'Arkansas', CA: 'California', CO: 'Colorado',
    CT: 'Connecticut', DE: 'Delaware', DC: 'District of Columbia', FL: 'Florida', GA: 'Georgia', HI: 'Hawaii',
    ID: 'Idaho', IL: 'Illinois', IN: 'Indiana', IA: 'Iowa', KS: 'Kansas', KY: 'Kentucky', LA: 'Louisiana',
    ME: 'Maine', MD: 'Maryland', MA: 'Massachusetts', MI: 'Michigan', MN: 'Minnesota', MS: 'Mississippi',
    MO: 'Missouri', MT: 'Montana', NE: 'Nebraska', NV: 'Nevada', NH: 'New Hampshire', NJ: 'New Jersey',
    NM: 'New Mexico', NY: 'New York', NC: 'North Carolina', ND: 'North Dakota', OH: 'Ohio', OK: 'Oklahoma',
    OR: 'Oregon', PA: 'Pennsylvania', RI: 'Rhode Island', SC: 'South Carolina', SD: 'South Dakota',
    TN: 'Tennessee', TX: 'Texas', UT: 'Utah', VT: 'Vermont', VA: 'Virginia', WA: 'Washington',
    WV: 'West Virginia', WI: 'Wisconsin', WY: 'Wyoming',
  },
  CA: {
    AB: 'Alberta', BC: 'British Columbia', MB: 'Manitoba', NB: 'New Brunswick', NL: 'Newfoundland and Labrador',
    NS: 'Nova Scotia', NT: 'Northwest Territories', NU: 'Nunavut', ON: 'Ontario', PE: 'Prince Edward Island',
    QC: 'Quebec', SK: 'Saskatchewan', YT: 'Yukon',
  },
}

const CODES = new Map(
  Object.entries(REGIONS).flatMap(([country, regions]) =>
    Object.entries(regions).flatMap(([code, name]): [string, string][] => [
      [keyOf(country, code), code],
      [keyOf(country, name), code],
    ]),
  ),
)

/** The code for a code or a name in any case; a region without a known name is its own code, in capitals. */
export function regionCode(country: string, text: string): string {
  return CODES.get(keyOf(country, text)) ?? text.trim().toUpperCase()
}

/** The name of a region, where it is known. */
export function regionName(country: string, code: string): string | undefined {
  const names = Object.hasOwn(REGIONS, country) ? REGIONS[country] : undefined
  return names && Object.hasOwn(names, code) ? names[code] : undefined
}

function keyOf(country: string, region: string): string {
  return `${country} ${region.trim().toLowerCase()}`
}
