/** What was typed into the table of prices and stock, and how to take it back. */
import { amountIn, wholeIn } from '../typed.ts'

export type GridRow = {
  readonly id: string
  readonly name: string
  readonly sku: string
  readonly currency: string
  /** Decimals of the currency. */
  readonly digits: number
  readonly price: string
  readonly stock: string
  /** Its variants have the stock. */
  readonly isVaried: boolean
  readonly version: number
}

export const COLUMNS = ['price', 'stock'] as const
export type ColumnName = (typeof COLUMNS)[number]

/** What stands otherwise than in the catalogue, by cell. */
export type Edits = ReadonlyMap<string, string>
/** One thing that was done, as what stood there before. */
export type Step = ReadonlyMap<string, string | undefined>

export function cellKey(id: string, column: ColumnName): string {
  return `${column} ${id}`
}

export function isFixed(row: GridRow, column: ColumnName): boolean {
  return column === 'stock' && row.isVaried
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
      if (!row || !column || isFixed(row, column)) return []
      return [[cellKey(row.id, column), cell.trim()] as const]
    }),
  )
  return new Map(cells)
}

/** The rows that have an edit, with what they are to be. */
export function changedRows(edits: Edits, rows: readonly GridRow[]) {
  return rows.flatMap((row) => {
    const price = edits.get(cellKey(row.id, 'price'))
    const stock = edits.get(cellKey(row.id, 'stock'))
    return price === undefined && stock === undefined ? [] : [{ row, price, stock }]
  })
}
