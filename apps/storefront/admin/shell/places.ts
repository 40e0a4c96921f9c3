/**
 * Where one can go in the admin: the rail, the palette and the shortcuts are made from this table. A page that is added
 * stands here with what it takes to see it, and asks for the same in its `guarded`.
 */
import type { Permission } from '@rialto/contracts/roles'
import {
  Boxes,
  FolderTree,
  House,
  Network,
  Package,
  Radio,
  ReceiptText,
  Scale,
  Search,
  Settings,
  Users,
  type LucideIcon,
} from 'lucide-react'

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
  { path: '/admin/products', label: 'Products', icon: Package, group: 'Catalogue', permission: 'products:write', letter: 'p' },
  { path: '/admin/categories', label: 'Categories', icon: FolderTree, group: 'Catalogue', permission: 'products:write' },
  { path: '/admin/inventory', label: 'Inventory', icon: Boxes, group: 'Catalogue', permission: 'inventory:read', letter: 'i' },
  { path: '/admin/search', label: 'Search', icon: Search, group: 'Catalogue', permission: 'search:write' },
  { path: '/admin/customers', label: 'Customers', icon: Users, group: 'Customers', permission: 'users:read', letter: 'c' },
  { path: '/admin/events', label: 'Events', icon: Radio, group: 'Operate', permission: 'events:read', letter: 'e' },
  { path: '/admin/services', label: 'Services', icon: Network, group: 'Operate', permission: 'metrics:read' },
  { path: '/admin/settings', label: 'Settings', icon: Settings, group: 'Operate', permission: 'orders:read' },
] // prettier-ignore

/** What can be begun from anywhere, by the palette. */
export const BEGINNINGS: readonly Pick<Place, 'path' | 'label' | 'permission'>[] = [
  { path: '/admin/products/new', label: 'New product', permission: 'products:write' },
]
