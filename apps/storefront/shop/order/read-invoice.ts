import { cache } from 'react'
import { isProblem } from '@rialto/client'
import type { Invoice } from '@rialto/contracts/order'
import { myShop } from '../../session/shop.ts'
import { isNotTheirs } from './read.ts'

/** The invoice of an order, that there is none before it is paid, or that the order is not theirs. */
export const readInvoice = cache(
  async (id: string, token: string | undefined): Promise<Invoice | 'none yet' | 'lost'> => {
    const { order } = await myShop()
    try {
      return await order.invoice({ params: { id }, query: token === undefined ? {} : { token } })
    } catch (error) {
      if (isProblem(error, 'no_invoice')) return 'none yet'
      if (isNotTheirs(error)) return 'lost'
      throw error
    }
  },
)
