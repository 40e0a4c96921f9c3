/**
 * The one table of all lists. Its rows are made on the server; views, filters, sort, columns and pages are links and a
 * form, which scripts only make quicker (list-frame.tsx).
 */
import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { buttonStyle, SMALL_ICON } from '../button.ts'
import { ColumnMenu } from './column-menu.tsx'
import { FilterBar, type Filter } from './filter-bar.tsx'
import { listHref, nextHref, nextSort, previousHref, ROWS_PER_PAGE, viewOf, type List } from './list.ts'
import { ListFrame, type Bulk } from './list-frame.tsx'
import { RowsSwitch } from './rows-switch.tsx'
import { ViewTabs, type View } from './view-tabs.tsx'

export type Column<Row> = {
  readonly name: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** The name of the sort by it. */
  readonly sort?: string
  /** Amounts and counts. */
  readonly isAtEnd?: boolean
  /** Cut where it is too long. */
  readonly isLong?: boolean
  /** Also on a phone, in the order of the columns, two in a line. */
  readonly isOnPhone?: boolean
}

type Known<Row> = {
  readonly items: readonly Row[]
  readonly nextCursor: string | null
  readonly total?: number | undefined
}

export type DataTableProps<Row> = {
  /** Of the list, for who hears it: “Orders”. */
  readonly label: string
  readonly list: List
  readonly answer: Known<Row>
  /** The first one names the row and leads to it. */
  readonly columns: readonly Column<Row>[]
  readonly idOf: (row: Row) => string
  readonly nameOf: (row: Row) => string
  readonly hrefOf?: (row: Row) => string
  readonly filters?: readonly Filter[]
  readonly views?: readonly View[]
  readonly bulk?: readonly Bulk[]
  /** The ids of all that match, for what is done with all of them. */
  readonly allIds?: (view: string) => Promise<readonly string[]>
  /** Above this, “more than”: what the API counts to. */
  readonly totalMax?: number
  /** Shown only where there are no records at all. */
  readonly empty: ReactNode
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, list, answer, columns, filters = [], views = [], bulk = [], totalMax, empty } = props
  const { items, total } = answer
  const isEmpty = items.length === 0 && Object.keys(list.narrowed).length === 0 && list.page === 1
  if (isEmpty) return <>{empty}</>
  const shown = columns.filter(({ name }, index) => index === 0 || !list.hidden.includes(name))
  return (
    <ListFrame
      key={list.path}
      label={label}
      view={viewOf(list)}
      total={total ?? items.length}
      isMore={totalMax !== undefined && total !== undefined && total > totalMax}
      rowIds={items.map(props.idOf)}
      bulk={bulk}
      {...(props.allIds ? { allIds: props.allIds } : {})}
      tabs={<ViewTabs list={list} views={views} />}
      bar={filters.length > 0 ? <FilterBar list={list} filters={filters} /> : undefined}
    >
      <div className="table-room" role="region" aria-label={label} tabIndex={-1}>
        {items.length === 0 ? <NothingFound list={list} /> : <Rows {...props} columns={shown} />}
      </div>
      <Foot list={list} answer={answer} isMore={totalMax !== undefined && (total ?? 0) > totalMax}>
        <RowsSwitch />
        <ColumnMenu
          columns={columns.slice(1).map(({ name, title }) => ({
            title,
            isShown: !list.hidden.includes(name),
            href: listHref(list, { hidden: toggled(list.hidden, name) }),
          }))}
        />
      </Foot>
    </ListFrame>
  )
}

function Rows<Row>({ label, list, answer, columns, idOf, nameOf, hrefOf, bulk = [] }: DataTableProps<Row>) {
  const isOnPhone = columns.some((column) => column.isOnPhone)
  const current = list.sort ?? list.sorts[0] ?? ''
  return (
    <table className={`table ${isOnPhone ? 'on-phone' : ''}`} aria-label={label}>
      <thead>
        <tr>
          {bulk.length > 0 && (
            <th scope="col" className="pick">
              <input type="checkbox" data-pick-all aria-label="Select all rows of this page" />
            </th>
          )}
          {columns.map(({ name, title, sort, isAtEnd }, index) => (
            <th
              key={name}
              scope="col"
              className={`${index === 0 ? 'first' : ''} ${isAtEnd ? 'end' : ''}`}
              aria-sort={
                sort === undefined || current.replace(/^-/, '') !== sort
                  ? undefined
                  : current.startsWith('-')
                    ? 'descending'
                    : 'ascending'
              }
            >
              {sort === undefined ? (
                title
              ) : (
                <a
                  href={listHref(list, { sort: nextSort(list, sort) })}
                  className="inline-flex items-center gap-1 hover:text-ink"
                >
                  {title}
                  {current === sort && <ArrowUp {...SMALL_ICON} size={14} />}
                  {current === `-${sort}` && <ArrowDown {...SMALL_ICON} size={14} />}
                </a>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {answer.items.map((row) => {
          const id = idOf(row)
          const href = hrefOf?.(row)
          return (
            <tr key={id} data-href={href}>
              {bulk.length > 0 && (
                <td className="pick">
                  <input type="checkbox" name="id" value={id} aria-label={`Select ${nameOf(row)}`} />
                </td>
              )}
              {columns.map(({ name, cell, isAtEnd, isLong, isOnPhone: onPhone }, index) => (
                <td
                  key={name}
                  className={`${index === 0 ? 'first' : ''} ${isAtEnd ? 'end' : ''} ${isLong ? 'long' : ''} ${onPhone ? 'phone' : ''}`}
                >
                  {index === 0 && href !== undefined ? (
                    <a href={href} data-row className="font-semibold text-ink hover:underline">
                      {cell(row)}
                    </a>
                  ) : (
                    cell(row)
                  )}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function NothingFound({ list }: { readonly list: List }) {
  return (
    <div className="px-4 py-12">
      <p className="font-semibold">Nothing matches these filters.</p>
      <a href={listHref(list, { narrowed: {} })} className="mt-1 inline-block text-link hover:underline">
        Clear all filters
      </a>
    </div>
  )
}

function Foot({
  list,
  answer,
  isMore,
  children,
}: {
  readonly list: List
  readonly answer: Known<unknown>
  readonly isMore: boolean
  /** How the list is shown. */
  readonly children: ReactNode
}) {
  const { items, nextCursor, total } = answer
  const first = (list.page - 1) * ROWS_PER_PAGE + 1
  const previous = previousHref(list)
  const format = (count: number) => count.toLocaleString('en')
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline px-4 py-2 text-note text-muted">
      {items.length > 0 && (
        <p>
          {format(first)}–{format(first + items.length - 1)}
          {total !== undefined && (isMore ? ` of more than ${format(total - 1)}` : ` of ${format(total)}`)}
        </p>
      )}
      <div className="flex">{children}</div>
      <nav aria-label="Pages" className="ms-auto flex gap-2">
        {previous !== undefined && (
          <a href={previous} rel="prev" className={buttonStyle('plain')}>
            <ChevronLeft {...SMALL_ICON} />
            Previous
          </a>
        )}
        {nextCursor !== null && (
          <a href={nextHref(list, nextCursor)} rel="next" className={buttonStyle('plain')}>
            Next
            <ChevronRight {...SMALL_ICON} />
          </a>
        )}
      </nav>
    </div>
  )
}

function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((each) => each !== name) : [...names, name]
}
