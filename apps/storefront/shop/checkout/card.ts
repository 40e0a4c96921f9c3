/**
 * The card form of the payment sandbox, in the page: what is typed is grouped, checked and changed for a token here,
 * and the number goes nowhere.
 */

export type TestCard = {
  /** Its digits in groups. */
  readonly number: string
  readonly token: string
  readonly what: string
}

export type Card = { readonly number: string; readonly expiry: string; readonly cvc: string }
export type CardFault =
  | 'numberMissing'
  | 'numberShort'
  | 'numberWrong'
  | 'numberUnknown'
  | 'expiryMissing'
  | 'expiryWrong'
  | 'expiryPast'
  | 'cvcMissing'
  | 'cvcWrong'
export type CardFaults = Readonly<Partial<Record<keyof Card, CardFault>>>

const DIGITS_MIN = 12
const DIGITS_MAX = 19

export function digitsOf(text: string): string {
  // Digits of other scripts are digits, too: Arabic keyboards give them.
  return text.replace(/\p{Nd}/gu, (digit) => String(valueOf(digit))).replace(/\D/g, '')
}

/** Every row of ten digits begins at a code point that ends so that its first is nought. */
function valueOf(digit: string): number {
  let code = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    code -= 1
    value += 1
  }
  return value
}

/** As the card shows it: in fours, on American Express 4-6-5. */
export function grouped(text: string): string {
  const digits = digitsOf(text).slice(0, DIGITS_MAX)
  if (/^3[47]/.test(digits))
    return joined([digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)], ' ')
  return joined(digits.match(/.{1,4}/g) ?? [], ' ')
}

/** `12 / 29`, as the card shows it; a year of four digits is taken as well. */
export function expiryText(text: string): string {
  const parts = text.split('/')
  const slash = parts.length > 1
  let digits = digitsOf(text)
  // “1/29” means January, and so does a lone “4”, which no month begins with.
  if ((slash && digitsOf(parts[0] ?? '').length === 1) || /^[2-9]/.test(digits)) digits = `0${digits}`
  const [month, year] = [digits.slice(0, 2), digits.slice(2, 6)]
  return month.length === 2 && (year !== '' || slash) ? `${month} / ${year}` : month
}

export function cardFaults(card: Card, now: Date, testCards: readonly TestCard[]): CardFaults {
  const number = numberFault(digitsOf(card.number), testCards)
  const expiry = expiryFault(card.expiry, now)
  const cvc = cvcFault(digitsOf(card.cvc), card.cvc)
  return { ...(number && { number }), ...(expiry && { expiry }), ...(cvc && { cvc }) }
}

function numberFault(digits: string, testCards: readonly TestCard[]): CardFault | undefined {
  if (digits === '') return 'numberMissing'
  if (digits.length < DIGITS_MIN) return 'numberShort'
  if (!passesLuhn(digits)) return 'numberWrong'
  return tokenOf(digits, testCards) === undefined ? 'numberUnknown' : undefined
}

function expiryFault(text: string, now: Date): CardFault | undefined {
  const [month = '', year = ''] = expiryText(text).split(' / ')
  if (month === '') return 'expiryMissing'
  if (!/^(0[1-9]|1[0-2])$/.test(month) || !/^(\d{2}|20\d{2})$/.test(year)) return 'expiryWrong'
  // A card is good to the end of its month, everywhere.
  const ends = Date.UTC(2000 + (Number(year) % 100), Number(month), 1)
  return ends <= now.getTime() ? 'expiryPast' : undefined
}

function cvcFault(digits: string, text: string): CardFault | undefined {
  if (text.trim() === '') return 'cvcMissing'
  return /^\d{3,4}$/.test(digits) ? undefined : 'cvcWrong'
}

/** The token of a card of the sandbox. */
export function tokenOf(number: string, testCards: readonly TestCard[]): string | undefined {
  const digits = digitsOf(number)
  return testCards.find((card) => digitsOf(card.number) === digits)?.token
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function joined(groups: readonly string[], by: string): string {
  return groups.filter((group) => group !== '').join(by)
}
