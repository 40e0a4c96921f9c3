/** A page of the account: its menu beside it on a wide screen, the way back to it above on a narrow one. */
import { ChevronLeft, LogOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { here } from '../../page/here.ts'
import { Said } from '../../ui/said.tsx'
import { words } from '../../words/words.ts'
import { OVERVIEW, WAYS, type WayName } from './ways.ts'

const ICON = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const

export function OwnPage({
  at,
  title,
  lead,
  said,
  action,
  children,
}: {
  readonly at: WayName
  readonly title: string
  readonly lead?: string | undefined
  /** What was done on the way here; one of those that `own.said` has words for. */
  readonly said?: string | undefined
  /** Beside the heading. */
  readonly action?: ReactNode
  readonly children: ReactNode
}) {
  const t = words('own')
  const isOverview = at === 'overview'
  return (
    <div className="measure py-8 md:py-12 lg:grid lg:grid-cols-[15rem_1fr] lg:gap-18">
      <div className="max-lg:hidden">
        <OwnMenu at={at} />
      </div>
      <div className="min-w-0">
        {!isOverview && (
          <a
            href={here(OVERVIEW.path)}
            className="-ms-2 mb-3 inline-flex min-h-11 items-center gap-1 pe-2 text-note underline-offset-4 hover:underline lg:hidden"
          >
            <ChevronLeft {...ICON} className="rtl:-scale-x-100" />
            {t('menu')}
          </a>
        )}
        <div className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
          <div>
            <h1 className="text-display [overflow-wrap:anywhere]">{title}</h1>
            {lead !== undefined && <p className="mt-3 max-w-[60ch] text-muted">{lead}</p>}
          </div>
          {action}
        </div>
        {said !== undefined && <Said>{t('said', { what: said })}</Said>}
        {children}
        {isOverview && (
          <div className="mt-12 lg:hidden">
            <OwnMenu at={at} />
          </div>
        )}
      </div>
    </div>
  )
}

function OwnMenu({ at }: { readonly at: WayName }) {
  const t = words('own')
  return (
    <nav aria-label={t('pages')} className="text-note max-lg:-mx-4 print:hidden">
      <ul className="max-lg:hidden">
        <Way way={OVERVIEW} at={at} />
      </ul>
      {WAYS.map(({ group, ways }) => (
        <div key={group} className="mt-6 first:mt-0">
          <h2 className="px-4 text-small font-semibold text-muted">{t(group)}</h2>
          <ul className="mt-1">
            {ways.map((way) => (
              <Way key={way.name} way={way} at={at} />
            ))}
          </ul>
        </div>
      ))}
      <form action="/shop/sign-out" method="post" className="mt-6">
        <button className="flex min-h-11 w-full items-center gap-3 rounded-pill px-4 text-start hover:bg-surface">
          <LogOut {...ICON} className="rtl:-scale-x-100" />
          {words('account')('signOut')}
        </button>
      </form>
    </nav>
  )
}

function Way({
  way: { name, path, Icon },
  at,
}: {
  readonly way: (typeof WAYS)[number]['ways'][number] | typeof OVERVIEW
  readonly at: WayName
}) {
  return (
    <li>
      <a
        href={here(path)}
        aria-current={name === at ? 'page' : undefined}
        className="flex min-h-11 items-center gap-3 rounded-pill px-4 hover:bg-surface aria-[current]:bg-surface aria-[current]:font-semibold"
      >
        <Icon {...ICON} />
        {words('own')(name)}
      </a>
    </li>
  )
}
