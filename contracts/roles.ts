/** Who may do what: a table, not `if (role === …)`. A permission that stands here nowhere is nobody's. */

const SUPPORT = [
  'orders:read',
  'orders:cancel',
  'orders:note',
  'orders:return',
  'payments:read',
  'payments:refund',
  'payments:capture',
  'payments:reconcile',
  'users:read',
  'carts:read',
  'notifications:read',
  'notifications:send',
  'views:write',
] as const
const FULFILMENT = [
  'orders:read',
  'orders:ship',
  'orders:note',
  'orders:return',
  'inventory:read',
  'inventory:hold',
  'views:write',
] as const
const MERCHANDISER = [
  'products:write',
  'inventory:read',
  'inventory:adjust',
  'inventory:hold',
  'search:write',
  'views:write',
] as const
const ADMIN = [
  ...SUPPORT,
  ...FULFILMENT,
  ...MERCHANDISER,
  'search:rebuild',
  'users:write',
  'roles:write',
  'carts:write',
  'tax:write',
  'metrics:read',
  'events:read',
  'events:replay',
  'views:manage',
] as const

export type Permission = (typeof ADMIN)[number]

const PERMISSIONS = new Map<string, ReadonlySet<string>>([
  ['customer', new Set<Permission>()],
  ['support', new Set<Permission>(SUPPORT)],
  ['fulfilment', new Set<Permission>(FULFILMENT)],
  ['merchandiser', new Set<Permission>(MERCHANDISER)],
  ['admin', new Set<Permission>(ADMIN)],
])

export const ROLES = [...PERMISSIONS.keys()]

/** The roles of those who work for the shop. */
export const STAFF_ROLES = ROLES.filter((role) => role !== 'customer')

/** Whether any of the roles grants the permission; an unknown role grants nothing. */
export function permits(roles: readonly string[], permission: string): boolean {
  return roles.some((role) => PERMISSIONS.get(role)?.has(permission) === true)
}
