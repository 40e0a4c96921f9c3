'use server'
import { act, type Said } from '../../act.ts'
import { forgetProducts } from '../shown.ts'
import type { ProductAsked } from './cells.ts'

export type ProductResult = { readonly id: string; readonly problem?: string }

const WORDS: Readonly<Record<string, string>> = {
  lost_update: 'Somebody else changed it in the meantime. Their values are shown now.',
  stock_in_use: 'Orders hold more than would be left.',
  unknown_product: 'It is not on sale any more.',
}

/** Saves the products that were changed, each by itself, and says of each what came of it. */
export async function saveGrid(asked: readonly ProductAsked[]): Promise<Said<readonly ProductResult[]>> {
  const answer = await act(async (shop) => {
    const items = asked.map(({ version, variants, ...rest }) => ({
      ...rest,
      ...(variants ? { variants: variants.map((one) => ({ ...one })) } : {}),
      ifMatch: version,
    }))
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
  if ('ok' in answer) forgetProducts(asked.map(({ id }) => id))
  return answer
}
