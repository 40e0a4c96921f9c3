/** Where an order goes: to what was typed, or to the address of the account that was chosen. */
import { isProblem } from '@rialto/client'
import { myShop } from '../../session/shop.ts'
import { addressOf, NEW_ADDRESS, needsState, type Fields } from './fields.ts'
import type { Destination } from './quote.ts'

/** As an order takes it. Throws the refusal of an address that is not theirs. */
export async function addressIn(fields: Fields) {
  if (fields.address === '' || fields.address === NEW_ADDRESS) return addressOf(fields)
  const shop = await myShop()
  const { name, street, line2, city, state, zipCode, country, phone } = await shop.profile.address({
    params: { id: fields.address },
  })
  const optional = { name, line2, state, phone }
  return {
    street,
    city,
    zipCode,
    country,
    ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== undefined && text !== '')),
  }
}

/** As much of it as a price needs. */
export async function destinationOf(fields: Fields): Promise<Destination> {
  const { method, address } = fields
  const isTyped = address === '' || address === NEW_ADDRESS
  const typed = { country: fields.country, state: needsState(fields.country) ? fields.state : '' }
  if (isTyped) return { ...typed, method }
  try {
    const { country, state = '' } = (await addressIn(fields)) as { country: string; state?: string }
    return { country, state, method }
  } catch (error) {
    if (!isProblem(error)) throw error
    return { country: '', state: '', method }
  }
}
