/** Telling card numbers from tokens, so that none is kept or logged, wherever and however somebody sends it. */

const DIGITS_MIN = 12
const DIGITS_MAX = 19
const GROUPS_MAX = 40
/**
 * Groups of digits as people write them: together, or apart by spaces, dashes, dots, and with a word that sticks to
 * them (“visa4242…”). What holds an underscore, or letters and digits by turns, is an id or a token.
 */
const RUN = /(?<![A-Za-z0-9_])[A-Za-z]*(\d(?:[\s.\-\u2010-\u2015]{0,3}\d){11,60})[A-Za-z]*(?![A-Za-z0-9_])/gu

/** Whether a card number stands anywhere in the text: 12 to 19 digits that pass Luhn's check (ISO/IEC 7812-1). */
export function holdsCardNumber(text: string): boolean {
  return [...text.normalize('NFKC').matchAll(RUN)].some(([, run = '']) => isCardIn(run))
}

/** The same for everything in a body: texts, numbers and names, at any depth. */
export function bodyHoldsCardNumber(body: unknown): boolean {
  if (typeof body === 'string') return holdsCardNumber(body)
  if (typeof body === 'number') return Number.isInteger(body) && holdsCardNumber(BigInt(body).toString())
  if (Array.isArray(body)) return body.some(bodyHoldsCardNumber)
  if (typeof body !== 'object' || body === null) return false
  return Object.entries(body).some(([name, value]) => holdsCardNumber(name) || bodyHoldsCardNumber(value))
}

/** A number may stand beside others (“4242 4242 4242 4242 12/29”): any neighbouring groups together are looked at. */
function isCardIn(run: string): boolean {
  const groups = run.split(/\D+/u).slice(0, GROUPS_MAX)
  return groups.some((_, from) => {
    let digits = ''
    for (const group of groups.slice(from)) {
      digits += group
      if (digits.length > DIGITS_MAX) return false
      if (digits.length >= DIGITS_MIN && passesLuhn(digits)) return true
    }
    return false
  })
}

function passesLuhn(digits: string): boolean {
  // A row of zeros is nobody's card, and passes.
  if (/^0+$/.test(digits)) return false
  const sum = [...digits].toReversed().reduce((total, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
