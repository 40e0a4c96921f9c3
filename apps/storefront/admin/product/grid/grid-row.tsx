'use client'
/** One row of the table: a product, or a variant set in below it. */
import { ChevronDown, ChevronRight, CircleAlert, CircleCheck } from 'lucide-react'
import type { ClipboardEvent, FocusEvent, KeyboardEvent } from 'react'
import { SMALL_ICON } from '../../ui/button.ts'
import { cellKey, COLUMNS, isFixed, isRight, type ColumnName, type Edits, type GridRow } from './cells.ts'
import type { ProductResult } from './save.ts'

const TITLES: Readonly<Record<ColumnName, string>> = { price: 'Price', stock: 'Stock' }

export type CellHandlers = {
  readonly onFocus: (event: FocusEvent<HTMLInputElement>) => void
  readonly onType: (row: GridRow, column: ColumnName, text: string) => void
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>, at: number, column: number) => void
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>, at: number, column: number) => void
}

export function GridRowLine({
  row,
  at,
  parentName,
  edits,
  isChanged,
  result,
  isOpen,
  onOpen,
  handlers,
}: {
  readonly row: GridRow
  /** Where it stands among those that are shown. */
  readonly at: number
  /** Of the product that a variant belongs to. */
  readonly parentName: string
  readonly edits: Edits
  readonly isChanged: boolean
  readonly result: ProductResult | undefined
  /** Whether the variants of this product are shown. */
  readonly isOpen: boolean
  readonly onOpen: () => void
  readonly handlers: CellHandlers
}) {
  const isVariant = row.kind === 'variant'
  const spoken = isVariant ? `${parentName}, ${row.name}` : row.name
  return (
    <tr>
      <td className="first long max-md:max-w-40">
        {isVariant ? (
          <span className="ps-8 text-muted max-md:ps-2">{row.name}</span>
        ) : (
          <span className="inline-flex max-w-full items-center gap-1">
            {row.kind === 'varied' && (
              <button
                type="button"
                aria-expanded={isOpen}
                aria-label={`Variants of ${row.name}`}
                className="inline-grid size-7 shrink-0 place-items-center rounded-small text-muted hover:bg-surface hover:text-ink pointer-coarse:size-11"
                onClick={onOpen}
              >
                {isOpen ? <ChevronDown {...SMALL_ICON} /> : <ChevronRight {...SMALL_ICON} />}
              </button>
            )}
            <a
              href={`/admin/products/${encodeURIComponent(row.productId)}`}
              className={`truncate font-semibold hover:underline ${row.kind === 'varied' ? '' : 'md:ps-8'}`}
            >
              {row.name}
            </a>
          </span>
        )}
      </td>
      <td className="font-code text-small max-lg:hidden">{row.sku}</td>
      {COLUMNS.map((column, index) => [
        <td key={column} className="end">
          {isFixed(row) ? (
            <span className="px-2 text-muted">{row[column]}</span>
          ) : (
            <Cell
              row={row}
              column={column}
              at={at}
              index={index}
              label={`${TITLES[column]} of ${spoken}`}
              edit={edits.get(cellKey(row.id, column))}
              handlers={handlers}
            />
          )}
        </td>,
        column === 'price' && (
          <td key="currency" className="text-muted">
            {row.currency}
          </td>
        ),
      ])}
      <td>{isVariant ? isChanged && <Changed /> : <Result result={result} isChanged={isChanged} />}</td>
    </tr>
  )
}

function Cell({
  row,
  column,
  at,
  index,
  label,
  edit,
  handlers: { onFocus, onType, onKey, onPaste },
}: {
  readonly row: GridRow
  readonly column: ColumnName
  readonly at: number
  readonly index: number
  readonly label: string
  readonly edit: string | undefined
  readonly handlers: CellHandlers
}) {
  const isWrong = edit !== undefined && !isRight(row, column, edit)
  return (
    <input
      data-cell={cellKey(row.id, column)}
      data-at={`${at} ${index}`}
      aria-label={label}
      aria-invalid={isWrong ? true : undefined}
      value={edit ?? row[column]}
      inputMode={column === 'price' ? 'decimal' : 'numeric'}
      autoComplete="off"
      data-changed={edit === undefined ? undefined : isWrong ? 'wrong' : 'right'}
      className="target w-24 rounded-small border border-hairline bg-transparent px-2 text-end tabular-nums hover:border-control data-[changed]:font-semibold data-[changed=right]:border-ink data-[changed=right]:bg-info-soft data-[changed=wrong]:border-danger data-[changed=wrong]:bg-danger-soft data-[changed=wrong]:text-danger"
      onFocus={onFocus}
      onChange={(event) => onType(row, column, event.target.value)}
      onKeyDown={(event) => onKey(event, at, index)}
      onPaste={(event) => onPaste(event, at, index)}
    />
  )
}

function Changed() {
  return <span className="text-muted">Changed</span>
}

function Result({
  result,
  isChanged,
}: {
  readonly result: ProductResult | undefined
  readonly isChanged: boolean
}) {
  if (!result) return isChanged ? <Changed /> : null
  if (result.problem === undefined)
    return (
      <span className="inline-flex items-center gap-1 font-medium text-success">
        <CircleCheck {...SMALL_ICON} />
        Saved
      </span>
    )
  return (
    <span className="inline-flex max-w-80 items-center gap-1 font-medium whitespace-normal text-danger">
      <CircleAlert {...SMALL_ICON} className="shrink-0" />
      {result.problem}
    </span>
  )
}
