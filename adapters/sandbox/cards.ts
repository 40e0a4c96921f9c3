/** The sandbox’s test cards. Their numbers become tokens on its own page, and go nowhere else. */

const CARDS: Readonly<Record<string, { readonly token: string; readonly what: string }>> = {
  '4242424242424242': { token: 'tok_visa', what: 'pays' },
  '4000000000000002': { token: 'tok_declined', what: 'is refused' },
  '4000000000009995': { token: 'tok_insufficient_funds', what: 'is refused: not enough money' },
  '4000000000000069': { token: 'tok_expired', what: 'is refused: expired' },
  '4000002760003184': { token: 'tok_3ds', what: 'asks its holder first' },
  '4000000000005001': { token: 'tok_slow', what: 'pays after five seconds' },
  '4000000000004087': { token: 'tok_timeout_charged', what: 'pays, and its answer is lost' },
}

export const TEST_CARDS = Object.entries(CARDS).map(([number, { token, what }]) => ({
  number: number.replace(/(\d{4})(?=\d)/g, '$1 '),
  token,
  what,
}))

/** The token of a test card, however its digits are grouped; undefined for every other number. */
export function tokenOf(number: string): string | undefined {
  return CARDS[number.replace(/[ -]/g, '')]?.token
}
