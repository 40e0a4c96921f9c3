/** Who works here. What they may do is decided by the API; this only spares them what they may not. */
import { redirect } from 'next/navigation'
import { permits, ROLES, STAFF_ROLES, type Permission } from '@rialto/contracts/roles'
import { currentPage } from '../../page/page.ts'
import { me } from '../../session/me.ts'

export type Staff = {
  readonly id: string
  readonly roles: readonly string[]
  readonly may: (permission: Permission) => boolean
}

export function isStaff(roles: readonly string[]): boolean {
  return roles.some((role) => STAFF_ROLES.includes(role))
}

/** The roles that grant a permission. */
export function rolesWith(permission: Permission): readonly string[] {
  return ROLES.filter((role) => permits([role], permission))
}

/** Whoever is signed in and works here; everybody else is led to the door, and from there back. */
export async function staff(): Promise<Staff> {
  const user = await me()
  if (!user || !isStaff(user.roles)) {
    const url = (currentPage()?.url ?? '/admin').replace(/[?&]_rsc=[^&]*/, '')
    redirect(`/admin/sign-in?${new URLSearchParams({ return: url }).toString()}`)
  }
  return { ...user, may: (permission) => permits(user.roles, permission) }
}
