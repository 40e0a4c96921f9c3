'use server'
import { act, type Said } from '../../act.ts'
import { forgetProducts } from '../shown.ts'
import { amountIn, wholeIn } from '../typed.ts'

type RowAsked = {
  readonly id: string
  readonly version: number
  readonly digits: number
  readonly price?: string
  readonly stock?: string
}

export type RowResult = { readonly id: string; readonly problem?: string }

const WORDS: Readonly<Record<string, string>> = {
  lost_update: 'Somebody else changed it in the meantime. Their values are shown now.',
  stock_in_use: 'Orders hold more than would be left.',
  unknown_product: 'It is not on sale any more.',
}

/** Saves the rows that were changed, each by itself, and says of each what came of it. */
export async function saveGrid(asked: readonly RowAsked[]): Promise<Said<readonly RowResult[]>> {
  const answer = await act(async (shop) => {
    const items = asked.map(({ id, version, digits, price, stock }) => {
      const amount = price === undefined ? undefined : amountIn(price, digits)
      const pieces = stock === undefined ? undefined : wholeIn(stock)
      return {
        id,
        ifMatch: version,
        ...(amount === undefined ? {} : { price: amount }),
        ...(pieces === undefined ? {} : { stock: pieces }),
      }
    })
    const said = await shop.catalog.bulk({ body: { items } })
    return said.items.map(({ id, ok, problem }) =>
      ok
        ? { id }
        : {
            id,
            problem: WORDS[problem?.code ?? ''] ?? problem?.detail ?? problem?.title ?? 'It was refused.',
          },
    )
  })
  forgetProducts(asked.map(({ id }) => id))
  return answer
}
