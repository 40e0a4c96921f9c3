'use client'
/**
 * Prices and stock as a table to type in. Arrows and Enter go from cell to cell, a block of a spreadsheet can be put in,
 * Ctrl-D takes what stands above, Ctrl-Z takes back. Only what is other is sent, and each product says what came of it.
 */
import { useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { SaveBar } from '../../ui/save-bar.tsx'
import { useLeavingAsked, useSaveKey } from '../../ui/use-unsaved.ts'
import { useAct } from '../../use-act.ts'
import {
  askedFor,
  cellKey,
  changedRows,
  COLUMNS,
  isFixed,
  isRight,
  pasted,
  ROWS_OPEN_MAX,
  written,
  type Edits,
  type GridRow,
  type Step,
} from './cells.ts'
import { GridRowLine, type CellHandlers } from './grid-row.tsx'
import { saveGrid, type ProductResult } from './save.ts'
import { cellAt, stepOf } from './walk.ts'

const STEPS_MAX = 200

type History = {
  readonly past: readonly Step[]
  readonly future: readonly Step[]
  readonly typing?: string | undefined
}
const BEGINNING: History = { past: [], future: [] }

export function PriceGrid({ rows }: { readonly rows: readonly GridRow[] }) {
  const form = useRef<HTMLFormElement>(null)
  const [edits, setEdits] = useState<Edits>(new Map())
  const [history, setHistory] = useState(BEGINNING)
  const [results, setResults] = useState<ReadonlyMap<string, ProductResult>>(new Map())
  // By product, whether somebody opened or closed it.
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map())
  const isOpen = (productId: string) => opened.get(productId) ?? rows.length <= ROWS_OPEN_MAX
  const shown = rows.filter(({ kind, productId }) => kind !== 'variant' || isOpen(productId))
  const nameOf = new Map(rows.flatMap((row) => (row.kind === 'variant' ? [] : [[row.productId, row.name]])))
  const changed = changedRows(edits, rows)
  const changedProducts = new Set(changed.map(({ row }) => row.productId))
  const wrong = changed.filter(
    ({ row, price, stock }) =>
      (price !== undefined && !isRight(row, 'price', price)) ||
      (stock !== undefined && !isRight(row, 'stock', stock)),
  )
  const { run, isRunning, problem } = useAct(saveGrid, {
    said: (all) => saidOf(all),
    onDone: (all) => {
      setResults(new Map(all.map((result) => [result.id, result])))
      setHistory(BEGINNING)
      const saved = new Set(all.filter((result) => result.problem === undefined).map(({ id }) => id))
      const gone = rows.filter(({ productId }) => saved.has(productId)).flatMap(keysOf)
      setEdits((before) => new Map([...before].filter(([key]) => !gone.includes(key))))
    },
  })
  useLeavingAsked(changed.length > 0)
  useSaveKey(form, changed.length > 0)

  /** Keeps how to take it back; typing in one cell is one step. */
  function write(texts: ReadonlyMap<string, string | undefined>, typing?: string): void {
    const { edits: next, undo } = written(edits, rows, texts)
    setEdits(next)
    const isSameStep = typing !== undefined && history.typing === typing
    setHistory({
      past: isSameStep ? history.past : [...history.past, undo].slice(-STEPS_MAX),
      future: [],
      typing,
    })
  }

  function travel(from: 'past' | 'future'): void {
    const step = history[from].at(-1)
    if (!step) return
    const { edits: next, undo } = written(edits, rows, step)
    setEdits(next)
    const to = from === 'past' ? 'future' : 'past'
    setHistory({ ...BEGINNING, [from]: history[from].slice(0, -1), [to]: [...history[to], undo] })
    const [key] = step.keys()
    cellOf(key)?.focus()
  }

  function cellOf(key: string | undefined) {
    return form.current?.querySelector<HTMLInputElement>(`input[data-cell="${CSS.escape(key ?? '')}"]`)
  }

  /** What is typed in the cell above, or stands there. */
  function takeFromAbove(at: number, column: number): void {
    const [row, name] = [shown[at], COLUMNS[column]]
    const above = shown.slice(0, at).findLast((each) => !isFixed(each))
    if (!row || !name || !above) return
    write(new Map([[cellKey(row.id, name), edits.get(cellKey(above.id, name)) ?? above[name]]]))
  }

  function hear(event: KeyboardEvent<HTMLInputElement>, at: number, column: number): void {
    const { key, shiftKey } = event
    const letter = key.toLowerCase()
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && (letter === 'z' || letter === 'y' || letter === 'd')) {
      event.preventDefault()
      if (letter === 'd') takeFromAbove(at, column)
      else travel(letter === 'y' || shiftKey ? 'future' : 'past')
      return
    }
    if (isCommand || event.altKey) return
    if (key === 'Escape') {
      const [row, name] = [shown[at], COLUMNS[column]]
      if (row && name) write(new Map([[cellKey(row.id, name), undefined]]))
      return
    }
    const [down, across] = stepOf(event)
    if (down === 0 && across === 0) return
    const next = cellAt(form.current, shown.length, at, column, down, across)
    event.preventDefault()
    next?.focus()
    next?.select()
  }

  function paste(event: ClipboardEvent<HTMLInputElement>, at: number, column: number): void {
    const text = event.clipboardData.getData('text')
    if (!/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    write(pasted(text, shown, { row: at, column }))
  }

  const handlers: CellHandlers = {
    onFocus: (event) => {
      event.target.select()
      setHistory((before) => ({ ...before, typing: undefined }))
    },
    onType: ({ id }, column, text) => write(new Map([[cellKey(id, column), text]]), cellKey(id, column)),
    onKey: hear,
    onPaste: paste,
  }

  function submit(): void {
    if (isRunning) return
    const [first] = wrong
    if (!first) {
      run(askedFor(changed))
      return
    }
    // A red cell may be one of a product whose variants are closed.
    setOpened((before) => new Map(before).set(first.row.productId, true))
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLInputElement>('input[aria-invalid=true]')?.focus(),
    )
  }

  return (
    <form
      ref={form}
      aria-label="Prices and stock"
      noValidate
      onReset={(event) => {
        event.preventDefault()
        setEdits(new Map())
        setHistory(BEGINNING)
        setResults(new Map())
      }}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="table-room border-y border-hairline">
        <table className="table" aria-label="Prices and stock">
          <thead>
            <tr>
              <th scope="col" className="first">
                <span className="md:ps-8">Product</span>
              </th>
              <th scope="col" className="max-lg:hidden">
                SKU
              </th>
              <th scope="col" className="end">
                <span className="px-2">Price</span>
              </th>
              <th scope="col">
                <span className="sr-only">Currency</span>
              </th>
              <th scope="col" className="end">
                <span className="px-2">Stock</span>
              </th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <GridRowLine
                key={row.id}
                row={row}
                at={at}
                parentName={nameOf.get(row.productId) ?? ''}
                edits={edits}
                isChanged={
                  row.kind === 'variant'
                    ? changed.some((each) => each.row === row)
                    : changedProducts.has(row.productId)
                }
                result={results.get(row.productId)}
                isOpen={isOpen(row.productId)}
                onOpen={() =>
                  setOpened((before) => new Map(before).set(row.productId, !isOpen(row.productId)))
                }
                handlers={handlers}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="px-4 pb-4">
        <SaveBar
          text={
            wrong.length > 0
              ? `${rowsText(wrong.length)} cannot be saved like this: look at the red cells.`
              : `${productsText(changedProducts.size)} changed`
          }
          isDirty={changed.length > 0}
          isRunning={isRunning}
          problem={problem}
        />
      </div>
    </form>
  )
}

function keysOf({ id }: GridRow): string[] {
  return COLUMNS.map((column) => cellKey(id, column))
}

function saidOf(all: readonly ProductResult[]): string {
  const refused = all.filter(({ problem }) => problem !== undefined).length
  if (refused === 0) return `${productsText(all.length)} saved. The shop shows it already.`
  return `${productsText(all.length - refused)} saved, ${refused} refused: look at the last column.`
}

function productsText(count: number): string {
  return count === 1 ? '1 product' : `${count.toLocaleString('en')} products`
}

function rowsText(count: number): string {
  return count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`
}
