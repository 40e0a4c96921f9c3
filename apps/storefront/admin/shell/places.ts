/**
 * Where one can go in the admin: the rail, the palette and the shortcuts are made from this table. A page that is added
 * stands here with what it takes to see it, and asks for the same in its `guarded`.
 */
import type { Permission } from '@rialto/contracts/roles'
import { House, ReceiptText, Scale, Users, type LucideIcon } from 'lucide-react'

export const GROUPS = ['Sell', 'Catalogue', 'Customers', 'Operate'] as const

export type Place = {
  /** With everything below it. */
  readonly path: string
  readonly label: string
  readonly icon: LucideIcon
  /** None for what stands above the groups. */
  readonly group?: (typeof GROUPS)[number]
  /** None for what all staff may see. */
  readonly permission?: Permission
  /** After a G, this letter leads there. */
  readonly letter?: string
}

export const PLACES: readonly Place[] = [
  { path: '/admin', label: 'Dashboard', icon: House, letter: 'd' },
  { path: '/admin/orders', label: 'Orders', icon: ReceiptText, group: 'Sell', permission: 'orders:read', letter: 'o' },
  { path: '/admin/mismatches', label: 'Mismatches', icon: Scale, group: 'Sell', permission: 'payments:reconcile' },
  { path: '/admin/customers', label: 'Customers', icon: Users, group: 'Customers', permission: 'users:read', letter: 'c' },
] // prettier-ignore
