/** What of a list is for staff alone: it has to look at the stock of every product, which nobody else may ask of us. */
import { permits } from '@rialto/contracts/roles'
import type { Call } from '@rialto/kernel/contract/contract'
import { Problem, unauthenticated } from '@rialto/kernel/contract/problem'
import { columnOf, type ListQuery } from './query.ts'

const PERMISSION = 'products:write'

/** Throws `unauthenticated` or `forbidden`. */
export function checkMayList(
  { sort, maxStock }: Pick<ListQuery, 'sort' | 'maxStock'>,
  { caller }: Call,
): void {
  const isForStaff = maxStock !== undefined || (sort !== undefined && columnOf(sort) === 'stock')
  if (!isForStaff || caller.kind === 'service') return
  if (caller.kind === 'anonymous') throw unauthenticated()
  if (permits(caller.roles, PERMISSION)) return
  throw new Problem('forbidden', {
    detail: `To sort or filter by pieces in stock needs the permission ${PERMISSION}.`,
  })
}
