/** What a list of events is narrowed to, as the API takes it. What could be no name narrows nothing, instead of failing. */
import type { List } from '../ui/table/list.ts'

type Narrowed = List['narrowed']

export function byService({ service }: Narrowed): { service?: string } {
  return service !== undefined && /^[a-z]{1,40}$/.test(service) ? { service } : {}
}

export function byType({ type }: Narrowed): { type?: string } {
  return type !== undefined && /^[a-z]+\.[a-z_]+$/.test(type) ? { type } : {}
}

/** An order, a product, a SKU or a user. */
export function byKey({ key }: Narrowed): { key?: string } {
  return key !== undefined && /^[A-Za-z0-9_.:@-]{1,64}$/.test(key) ? { key } : {}
}
