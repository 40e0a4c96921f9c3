/** Whose card it is, by the digits that it begins with (ISO/IEC 7812); `''` for one that we have no name for. */
const BRANDS: readonly (readonly [RegExp, string])[] = [
  [/^4/, 'visa'],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, 'mastercard'],
  [/^3[47]/, 'amex'],
]
const NAMES: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
}

export function brandOf(digits: string): string {
  return BRANDS.find(([beginning]) => beginning.test(digits))?.[1] ?? ''
}

/** As it is written; as it was told, of one that others named. */
export function brandName(brand: string): string {
  return NAMES[brand.toLowerCase()] ?? brand
}
