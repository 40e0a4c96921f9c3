/** What has to be fetched from the shelves for a number of orders, in one walk. */

export type Fetch = {
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** Which orders want how many. */
  readonly orders: readonly { readonly number: string; readonly quantity: number }[]
}

/** By SKU, which is how shelves are sorted. */
export function fetchesOf(orders: readonly PickedOrder[]): readonly Fetch[] {
  const lines = orders.flatMap(({ number, items }) => items.map((item) => ({ ...item, number })))
  return [...Map.groupBy(lines, ({ sku }) => sku)]
    .map(([sku, wanted]) => ({
      sku,
      name: wanted[0]?.name ?? sku,
      quantity: wanted.reduce((sum, { quantity }) => sum + quantity, 0),
      orders: wanted.map(({ number, quantity }) => ({ number, quantity })),
    }))
    .toSorted((a, b) => a.sku.localeCompare(b.sku, 'en'))
}

type PickedOrder = {
  readonly number: string
  readonly items: readonly { readonly sku: string; readonly name: string; readonly quantity: number }[]
}
