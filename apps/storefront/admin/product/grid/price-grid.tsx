'use client'
/**
 * Prices and stock as a table to type in. Arrows and Enter go from cell to cell, a block of a spreadsheet can be put in,
 * Ctrl-Z takes back. Only rows that are other are sent, and each says what came of it.
 */
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { SMALL_ICON } from '../../ui/button.ts'
import { SaveBar } from '../../ui/save-bar.tsx'
import { useLeavingAsked, useSaveKey } from '../../ui/use-unsaved.ts'
import { useAct } from '../../use-act.ts'
import {
  cellKey,
  changedRows,
  COLUMNS,
  isFixed,
  isRight,
  pasted,
  written,
  type ColumnName,
  type Edits,
  type GridRow,
  type Step,
} from './cells.ts'
import { saveGrid, type RowResult } from './save.ts'
import { cellAt, stepOf } from './walk.ts'

const TITLES: Readonly<Record<ColumnName, string>> = { price: 'Price', stock: 'Stock' }
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
  const [results, setResults] = useState<ReadonlyMap<string, RowResult>>(new Map())
  const changed = changedRows(edits, rows)
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
      const kept = new Set(all.filter((result) => result.problem !== undefined).map(({ id }) => id))
      setEdits((before) => new Map([...before].filter(([key]) => kept.has(key.slice(key.indexOf(' ') + 1)))))
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
    form.current?.querySelector<HTMLInputElement>(`input[data-cell="${CSS.escape(key ?? '')}"]`)?.focus()
  }

  function hear(event: KeyboardEvent<HTMLInputElement>, at: number, column: number): void {
    const { key, shiftKey } = event
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && (key.toLowerCase() === 'z' || key.toLowerCase() === 'y')) {
      event.preventDefault()
      travel(key.toLowerCase() === 'y' || shiftKey ? 'future' : 'past')
      return
    }
    if (isCommand || event.altKey) return
    if (key === 'Escape') {
      const row = rows[at]
      const name = COLUMNS[column]
      if (row && name) write(new Map([[cellKey(row.id, name), undefined]]))
      return
    }
    const [down, across] = stepOf(event)
    if (down === 0 && across === 0) return
    const next = cellAt(form.current, rows.length, at, column, down, across)
    event.preventDefault()
    next?.focus()
    next?.select()
  }

  function paste(event: ClipboardEvent<HTMLInputElement>, at: number, column: number): void {
    const text = event.clipboardData.getData('text')
    if (!/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    write(pasted(text, rows, { row: at, column }))
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
        if (isRunning) return
        if (wrong.length > 0) {
          form.current?.querySelector<HTMLInputElement>('input[aria-invalid=true]')?.focus()
          return
        }
        run(
          changed.map(({ row: { id, version, digits }, price, stock }) => ({
            id,
            version,
            digits,
            ...(price === undefined ? {} : { price }),
            ...(stock === undefined ? {} : { stock }),
          })),
        )
      }}
    >
      <div className="table-room border-y border-hairline">
        <table className="table" aria-label="Prices and stock">
          <thead>
            <tr>
              <th scope="col" className="first">
                Product
              </th>
              <th scope="col" className="max-lg:hidden">
                SKU
              </th>
              <th scope="col" className="end">
                Price
              </th>
              <th scope="col">
                <span className="sr-only">Currency</span>
              </th>
              <th scope="col" className="end">
                Stock
              </th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.id}>
                <td className="first long">
                  <a
                    href={`/admin/products/${encodeURIComponent(row.id)}`}
                    className="font-semibold hover:underline"
                  >
                    {row.name}
                  </a>
                </td>
                <td className="font-code text-small max-lg:hidden">{row.sku}</td>
                {COLUMNS.map((column, index) => {
                  const key = cellKey(row.id, column)
                  const edit = edits.get(key)
                  return [
                    <td key={column} className="end">
                      {isFixed(row, column) ? (
                        <span className="text-muted">{row[column]} by variant</span>
                      ) : (
                        <input
                          data-cell={key}
                          data-at={`${at} ${index}`}
                          aria-label={`${TITLES[column]} of ${row.name}`}
                          aria-invalid={edit !== undefined && !isRight(row, column, edit) ? true : undefined}
                          value={edit ?? row[column]}
                          inputMode={column === 'price' ? 'decimal' : 'numeric'}
                          autoComplete="off"
                          data-changed={
                            edit === undefined ? undefined : isRight(row, column, edit) ? 'right' : 'wrong'
                          }
                          className="target w-24 rounded-small border border-transparent bg-transparent px-2 text-end tabular-nums hover:border-control data-[changed]:font-semibold data-[changed=right]:border-ink data-[changed=right]:bg-info-soft data-[changed=wrong]:border-danger data-[changed=wrong]:bg-danger-soft data-[changed=wrong]:text-danger"
                          onFocus={(event) => {
                            event.target.select()
                            setHistory((before) => ({ ...before, typing: undefined }))
                          }}
                          onChange={(event) => write(new Map([[key, event.target.value]]), key)}
                          onKeyDown={(event) => hear(event, at, index)}
                          onPaste={(event) => paste(event, at, index)}
                        />
                      )}
                    </td>,
                    column === 'price' && (
                      <td key="currency" className="text-muted">
                        {row.currency}
                      </td>
                    ),
                  ]
                })}
                <td>
                  <Result result={results.get(row.id)} isChanged={changed.some((each) => each.row === row)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="px-4 pb-4">
        <SaveBar
          text={
            wrong.length > 0
              ? `${countOf(wrong.length)} cannot be saved like this: look at the red cells.`
              : `${countOf(changed.length)} changed`
          }
          isDirty={changed.length > 0}
          isRunning={isRunning}
          problem={problem}
        />
      </div>
    </form>
  )
}

function Result({
  result,
  isChanged,
}: {
  readonly result: RowResult | undefined
  readonly isChanged: boolean
}) {
  if (!result) return isChanged ? <span className="text-muted">Changed</span> : null
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

function saidOf(all: readonly RowResult[]): string {
  const refused = all.filter(({ problem }) => problem !== undefined).length
  if (refused === 0) return `${countOf(all.length)} saved. The shop shows it already.`
  return `${countOf(all.length - refused)} saved, ${refused} refused: look at the last column.`
}

function countOf(count: number): string {
  return count === 1 ? '1 product' : `${count.toLocaleString('en')} products`
}
