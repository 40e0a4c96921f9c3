/** What somebody means who searches for an order by a few characters. */
import type { IdentityClient } from '@rialto/contracts/identity'
import type { Call } from '@rialto/kernel/contract/contract'
import type { Search } from './store.ts'

const NUMBER = /^#?(\d{1,15})$/
const ID = /^ord_/i
/** Orders are numbered from 100001 on: less than six digits are the beginning of a number. */
const NUMBER_DIGITS_MIN = 6
const NUMBER_DIGITS_MAX = 9
const USERS_MAX = 100

/**
 * A number or an id by its beginning; anything else is the beginning of an address or of a word of the name on the
 * parcel, and for staff also of a buyer’s address, username or name: whoever is signed in gives no address with an order.
 */
export async function readSearch(
  text: string,
  { identity, isStaff }: { readonly identity: Pick<IdentityClient, 'users'>; readonly isStaff: boolean },
  call: Call,
): Promise<Search> {
  const nothing = { numbers: [], id: null, contact: null, userIds: [] }
  const q = text.trim()
  const digits = NUMBER.exec(q)?.[1]
  if (digits !== undefined) return { ...nothing, numbers: numbersBeginning(digits) }
  if (ID.test(q)) return { ...nothing, id: q.toLowerCase() }
  const { items } = isStaff
    ? await identity.users({ query: { q: q.slice(0, 100), limit: USERS_MAX } }, call)
    : { items: [] }
  return { ...nothing, contact: q.toLowerCase(), userIds: items.map(({ id }) => id) }
}

/** `1001` is 100100 to 100199, 1001000 to 1001999 and so on; a whole number is that one. */
export function numbersBeginning(digits: string): [number, number][] {
  const start = Number(digits)
  if (digits.length >= NUMBER_DIGITS_MIN) return [[start, start]]
  return Array.from({ length: NUMBER_DIGITS_MAX - NUMBER_DIGITS_MIN + 1 }, (_, i) => {
    const width = 10 ** (NUMBER_DIGITS_MIN + i - digits.length)
    return [start * width, (start + 1) * width - 1]
  })
}
