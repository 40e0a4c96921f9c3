/** A page for those who may see it: others read which role it takes. */
import type { ReactNode } from 'react'
import type { Permission } from '@rialto/contracts/roles'
import { ShieldAlert } from 'lucide-react'
import { refusePage } from '../../page/page.ts'
import { asWhoever } from '../../session/own.ts'
import { isStaff, rolesWith, staff, type Staff } from './staff.ts'

export type Params = Readonly<Record<string, string | string[] | undefined>>

export type PageProps = {
  readonly params: Promise<Readonly<Record<string, string>>>
  readonly searchParams: Promise<Params>
}

export type Visit = {
  readonly staff: Staff
  readonly params: Readonly<Record<string, string>>
  readonly query: Params
}

/** Wraps a page of the desk; `undefined` is for all staff. */
export function guarded(
  permission: Permission | undefined,
  page: (visit: Visit) => ReactNode | Promise<ReactNode>,
) {
  return async function Guarded({ params, searchParams }: PageProps) {
    const who = await staff()
    if (permission !== undefined && !who.may(permission))
      return <NeedsRole permission={permission} who={who} />
    const visit = { staff: who, params: await params, query: await searchParams }
    return asWhoever(async () => page(visit))
  }
}

function NeedsRole({ permission, who }: { readonly permission: Permission; readonly who: Staff }) {
  refusePage()
  return (
    <div className="max-w-[36rem] p-8">
      <ShieldAlert aria-hidden size={24} strokeWidth={1.75} className="text-muted" />
      <h1 className="page-title mt-4">This page is for another role</h1>
      <p className="mt-2 text-muted">
        It takes the role {spoken(rolesWith(permission), 'disjunction')} (for “{permission}”), and your
        account has {spoken(who.roles.filter(isOfStaff), 'conjunction')}. Somebody who administers the shop
        can give it to you.
      </p>
    </div>
  )
}

/** Everybody is a customer; that is no role to work with. */
function isOfStaff(role: string): boolean {
  return isStaff([role])
}

function spoken(roles: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat('en', { type }).format(roles)
}
