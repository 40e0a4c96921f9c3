/**
 * The state of a list is its address: what it is narrowed to, how it is sorted, which page and which columns. So a link
 * to a list is the list, going back brings back what was there, and nothing needs scripts.
 */
import type { Params } from '../../shell/guarded.tsx'

export const ROWS_PER_PAGE = 50
/** Further back than this leads to the beginning: an address has to stay short. */
const TRAIL_MAX = 10
const BETWEEN_CURSORS = '~'

export type ListSpec<S extends string = string> = {
  readonly path: string
  /** The names under which the list can be narrowed. */
  readonly filters: readonly string[]
  /** Which sorts there are, the usual one first; `-` is downwards. */
  readonly sorts: readonly S[]
}

export type List<S extends string = string> = ListSpec<S> & {
  /** What it is narrowed to; nothing that is empty. */
  readonly narrowed: Readonly<Record<string, string>>
  /** Undefined for the usual one. */
  readonly sort: S | undefined
  /** From 1. */
  readonly page: number
  /** Where the pages up to this one began; the last is this one’s. */
  readonly trail: readonly string[]
  /** Names of the columns that are not shown. */
  readonly hidden: readonly string[]
}

export function readList<S extends string>(params: Params, spec: ListSpec<S>): List<S> {
  const narrowed = Object.fromEntries(
    spec.filters.flatMap((name) => {
      const value = textOf(params, name)
      return value === '' ? [] : [[name, value]]
    }),
  )
  const sort = spec.sorts.slice(1).find((each) => each === textOf(params, 'sort'))
  const trail = textOf(params, 'after').split(BETWEEN_CURSORS).filter(Boolean)
  const page = trail.length === 0 ? 1 : Math.max(Number(textOf(params, 'page')) || 0, trail.length + 1)
  return { ...spec, narrowed, sort, page, trail, hidden: textOf(params, 'hide').split(',').filter(Boolean) }
}

/** What to ask the API for. */
export function questionOf<S extends string>(list: List<S>) {
  const after = list.trail.at(-1)
  return {
    limit: ROWS_PER_PAGE,
    ...(after === undefined ? {} : { cursor: after }),
    ...(list.sort === undefined ? {} : { sort: list.sort }),
  }
}

type Changes = {
  readonly narrowed?: Readonly<Record<string, string>>
  readonly sort?: string | undefined
  readonly hidden?: readonly string[]
}

/** The list otherwise, from its first page on. */
export function listHref(list: List, changes: Changes = {}): string {
  return hrefOf({ ...list, ...changes, page: 1, trail: [] })
}

/** The page after this one, which begins at `cursor`. */
export function nextHref(list: List, cursor: string): string {
  return hrefOf({ ...list, page: list.page + 1, trail: [...list.trail, cursor].slice(-TRAIL_MAX) })
}

/** The page before this one; undefined on the first. */
export function previousHref(list: List): string | undefined {
  if (list.page === 1) return undefined
  const trail = list.trail.slice(0, -1)
  // The way back is only known so far.
  return hrefOf({ ...list, trail, page: trail.length === 0 ? 1 : list.page - 1 })
}

/** The name of a column as a sort, the way round that a click on its head asks for. */
export function nextSort(list: List, name: string): string {
  const current = list.sort ?? list.sorts[0]
  if (current === name) return `-${name}`
  if (current === `-${name}`) return name
  // Newest and largest are looked for more often than the other end.
  return list.sorts.includes(`-${name}`) ? `-${name}` : name
}

/** What makes a view of the list: how it is narrowed, sorted and shown, as text. */
export function viewOf({ narrowed, sort, sorts, hidden }: List): string {
  const state = new URLSearchParams(narrowed)
  if (sort !== undefined && sort !== sorts[0]) state.set('sort', sort)
  if (hidden.length > 0) state.set('hide', hidden.join(','))
  state.sort()
  return state.toString()
}

function hrefOf(list: List): string {
  const state = new URLSearchParams(viewOf(list))
  if (list.trail.length > 0) {
    state.set('page', String(list.page))
    state.set('after', list.trail.join(BETWEEN_CURSORS))
  }
  return state.size === 0 ? list.path : `${list.path}?${state.toString()}`
}

function textOf(params: Params, name: string): string {
  const value = params[name]
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? ''
}
