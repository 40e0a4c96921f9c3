/** Whether somebody sent a card number, under whichever name and in whatever is in it. */

const DIGITS_MIN = 12
const DIGITS_MAX = 19
/** Deeper than anything that a contract lets in. */
const DEPTH_MAX = 100

/** 12 to 19 digits, however grouped, that pass Luhn’s check (ISO/IEC 7812-1): a card number, not a token. */
export function looksLikeCardNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, '')
  if (!/^\d+$/.test(digits) || digits.length < DIGITS_MIN || digits.length > DIGITS_MAX) return false
  const sum = [...digits].toReversed().reduce((total, digit, i) => {
    const doubled = i % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** Runs of digits in a free text, with single spaces or hyphens between them. */
const RUNS = /\d(?:[ -]?\d){11,}/g

/** Whether a card number stands anywhere in a value: in a text, as a number, below any name. */
export function holdsCardNumber(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case 'string':
      return (value.match(RUNS) ?? []).some(looksLikeCardNumber)
    case 'number':
      return looksLikeCardNumber(String(value))
    case 'object':
      return (
        value !== null &&
        depth < DEPTH_MAX &&
        Object.values(value).some((inner) => holdsCardNumber(inner, depth + 1))
      )
    default:
      return false
  }
}
