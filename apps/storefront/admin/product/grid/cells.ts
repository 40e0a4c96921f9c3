/** What was typed into the table of prices and stock, and how to take it back. */
import { amountIn, wholeIn } from '../typed.ts'

/** A product, or a variant of the product that stands above it. */
export type GridRow = {
  /** Unique among the rows: the product’s id, and for a variant its SKU behind that. */
  readonly id: string
  readonly productId: string
  /** Of a variant what was chosen: “Black / Large”. */
  readonly name: string
  readonly sku: string
  readonly currency: string
  /** Decimals of the currency. */
  readonly digits: number
  readonly price: string
  readonly stock: string
  /** `varied`: a product whose variants have the prices and the stock. */
  readonly kind: 'single' | 'varied' | 'variant'
  readonly version: number
}

/** So many rows are shown at once; where there would be more, variants are shown when they are asked for. */
export const ROWS_OPEN_MAX = 200

export const COLUMNS = ['price', 'stock'] as const
export type ColumnName = (typeof COLUMNS)[number]

/** What stands otherwise than in the catalogue, by cell. */
export type Edits = ReadonlyMap<string, string>
/** One thing that was done, as what stood there before. */
export type Step = ReadonlyMap<string, string | undefined>

export function cellKey(id: string, column: ColumnName): string {
  return `${column} ${id}`
}

/** What follows from the variants below is nothing to type. */
export function isFixed({ kind }: GridRow): boolean {
  return kind === 'varied'
}

export function isRight(row: GridRow, column: ColumnName, text: string): boolean {
  return column === 'price' ? amountIn(text, row.digits) !== undefined : wholeIn(text) !== undefined
}

/** Writes `texts` into cells; what is again as in the catalogue is no edit. */
export function written(
  edits: Edits,
  rows: readonly GridRow[],
  texts: ReadonlyMap<string, string | undefined>,
): { readonly edits: Edits; readonly undo: Step } {
  const known = new Map(
    rows.flatMap((row) => COLUMNS.map((column) => [cellKey(row.id, column), row[column]] as const)),
  )
  const next = new Map(edits)
  const undo = new Map<string, string | undefined>()
  for (const [key, text] of texts) {
    undo.set(key, edits.get(key))
    if (text === undefined || text === known.get(key)) next.delete(key)
    else next.set(key, text)
  }
  return { edits: next, undo }
}

/** What a spreadsheet put on the clipboard, laid over the cells from `row` and `column` on; fixed cells are left out. */
export function pasted(
  text: string,
  rows: readonly GridRow[],
  at: { readonly row: number; readonly column: number },
): ReadonlyMap<string, string> {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const cells = lines.flatMap((line, down) =>
    line.split('\t').flatMap((cell, across) => {
      const row = rows[at.row + down]
      const column = COLUMNS[at.column + across]
      if (!row || !column || isFixed(row)) return []
      return [[cellKey(row.id, column), cell.trim()] as const]
    }),
  )
  return new Map(cells)
}

type Changed = {
  readonly row: GridRow
  readonly price: string | undefined
  readonly stock: string | undefined
}

/** The rows that have an edit, with what they are to be. */
export function changedRows(edits: Edits, rows: readonly GridRow[]): readonly Changed[] {
  return rows.flatMap((row) => {
    const price = edits.get(cellKey(row.id, 'price'))
    const stock = edits.get(cellKey(row.id, 'stock'))
    return price === undefined && stock === undefined ? [] : [{ row, price, stock }]
  })
}

export type ProductAsked = {
  readonly id: string
  readonly version: number
  readonly price?: number
  readonly stock?: number
  readonly variants?: readonly { readonly sku: string; readonly price?: number; readonly stock?: number }[]
}

/** What to ask for, product by product; rows whose cells are right. */
export function askedFor(changed: readonly Changed[]): readonly ProductAsked[] {
  return [...Map.groupBy(changed, ({ row }) => row.productId)].map(([id, all]) => {
    const own = all.find(({ row }) => row.kind === 'single')
    const variants = all.filter(({ row }) => row.kind === 'variant')
    return {
      id,
      version: Math.min(...all.map(({ row }) => row.version)),
      ...(own ? figuresOf(own) : {}),
      ...(variants.length === 0
        ? {}
        : { variants: variants.map((one) => ({ sku: one.row.sku, ...figuresOf(one) })) }),
    }
  })
}

function figuresOf({ row, price, stock }: Changed): { readonly price?: number; readonly stock?: number } {
  const amount = price === undefined ? undefined : amountIn(price, row.digits)
  const pieces = stock === undefined ? undefined : wholeIn(stock)
  return {
    ...(amount === undefined ? {} : { price: amount }),
    ...(pieces === undefined ? {} : { stock: pieces }),
  }
}
