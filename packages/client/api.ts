/**
 * What there is to call, from the contracts themselves. What others install holds a printed copy of this file
 * (`build/print.ts`), so that they need neither the contracts nor the schema library.
 */
import { cart } from '@rialto/contracts/cart'
import { catalog } from '@rialto/contracts/catalog'
import { event } from '@rialto/contracts/event'
import { identity } from '@rialto/contracts/identity'
import { inventory } from '@rialto/contracts/inventory'
import { notification } from '@rialto/contracts/notification'
import { order } from '@rialto/contracts/order'
import { payment } from '@rialto/contracts/payment'
import { platform } from '@rialto/contracts/platform'
import { profile } from '@rialto/contracts/profile'
import { search } from '@rialto/contracts/search'
import { shipping } from '@rialto/contracts/shipping'
import { tax } from '@rialto/contracts/tax'
import type { Contract, Input, Output } from '@rialto/kernel/contract/contract'
import type { COMMON_PROBLEMS } from '@rialto/kernel/contract/problem'
import type { Operation } from './call.ts'

export const CONTRACTS = {
  cart,
  catalog,
  event,
  identity,
  inventory,
  notification,
  order,
  payment,
  platform,
  profile,
  search,
  shipping,
  tax,
} as const satisfies Readonly<Record<string, Contract>>

type Contracts = typeof CONTRACTS

type Public<C extends Contract> = {
  readonly [K in keyof C['routes'] as C['routes'][K]['policy'] extends 'service' ? never : K]: {
    readonly input: Input<C['routes'][K]>
    readonly output: Output<C['routes'][K]>
  }
}

export type Api = { readonly [S in keyof Contracts]: Public<Contracts[S]> }

export type ProblemCode =
  | keyof typeof COMMON_PROBLEMS
  | { [S in keyof Contracts]: keyof Contracts[S]['problems'] & string }[keyof Contracts]

type Table = { readonly [S in keyof Api]: { readonly [R in keyof Api[S]]: Operation } }

export const TABLE = Object.fromEntries(
  Object.entries<Contract>(CONTRACTS).map(([service, { routes }]) => [service, operationsOf(routes)]),
) as Table

function operationsOf(routes: Contract['routes']): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(routes)
      .filter(([, { policy }]) => policy !== 'service')
      .map(([name, { method, path, idempotent }]) => [
        name,
        idempotent ? [method, path, 'keyed'] : [method, path],
      ]),
  )
}
