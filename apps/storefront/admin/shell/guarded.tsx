/** A page for those who may see it: others read which role it takes. */
import type { ReactNode } from 'react'
import { isProblem } from '@rialto/client'
import type { Permission } from '@rialto/contracts/roles'
import { ShieldAlert } from 'lucide-react'
import { missPage, refusePage } from '../../page/page.ts'
import { asWhoever } from '../../session/own.ts'
import { buttonStyle } from '../ui/button.ts'
import { Missing } from './missing.tsx'
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
    try {
      return await asWhoever(async () => page(visit))
    } catch (error) {
      if (isProblem(error, 'invalid_query')) return <NotUnderstood />
      if (isProblem(error, 'invalid_path')) return <Missing />
      throw error
    }
  }
}

/** An address is a question to the shop: one of another day, or typed by hand, may be none any more. */
function NotUnderstood() {
  missPage()
  return (
    <div className="max-w-[36rem] p-8">
      <h1 className="page-title">This address asks for something that cannot be shown</h1>
      <p className="mt-2 text-muted">
        A filter, an order or a page in it is none that the shop knows; the link may be an old one.
      </p>
      <a href="?" className={buttonStyle('plain', 'mt-5')}>
        Show it without
      </a>
    </div>
  )
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
