import type { ReactNode } from 'react'
import { DeskKeys } from '../../../admin/shell/desk-keys.tsx'
import { GoingArea } from '../../../admin/shell/going.tsx'
import { BEGINNINGS, PLACES, type Place } from '../../../admin/shell/places.ts'
import { RailSheet } from '../../../admin/shell/rail-sheet.tsx'
import { RailSwitch } from '../../../admin/shell/rail-switch.tsx'
import { Rail } from '../../../admin/shell/rail.tsx'
import { staff } from '../../../admin/shell/staff.ts'
import { TopBar } from '../../../admin/shell/top-bar.tsx'
import { asWhoever } from '../../../session/own.ts'
import { myShop } from '../../../session/shop.ts'
import { Toasts } from '../../../ui/toast.tsx'

/** Where staff works: the rail at the start, the bar above. Each page asks for itself who may see it. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const who = await staff()
  const { firstName, lastName, email, username } = await asWhoever(async () =>
    (await myShop()).identity.profile(),
  )
  const name = [firstName, lastName].filter(Boolean).join(' ') || (email ?? username ?? who.id)
  const isSeen = ({ permission }: Pick<Place, 'permission'>) =>
    permission === undefined || who.may(permission)
  const places = [
    ...PLACES.filter(isSeen).map(({ path, label, letter }) => ({ path, label, letter })),
    ...BEGINNINGS.filter(isSeen).map(({ path, label }) => ({ path, label, isAct: true })),
  ]
  return (
    <GoingArea>
      <a
        href="#content"
        className="sr-only layer-toast focus:not-sr-only focus:fixed focus:start-4 focus:top-2 focus:rounded-control focus:bg-ink focus:px-4 focus:py-2 focus:text-on-ink"
      >
        Skip to the page
      </a>
      <div className="flex min-h-dvh">
        <aside className="no-print sticky top-0 hidden h-dvh w-58 shrink-0 flex-col overflow-y-auto border-e border-hairline bg-raised md:flex closed:w-14">
          <a
            href="/admin"
            className="flex h-13 shrink-0 items-center gap-2.5 px-4.5 text-lead font-bold pointer-coarse:h-15"
          >
            <span aria-hidden className="h-5 w-4 shrink-0 rounded-t-pill rounded-b-[3px] bg-action" />
            <span className="closed:sr-only">Rialto</span>
          </a>
          <Rail staff={who} />
        </aside>
        <div className="min-w-0 flex-1">
          <TopBar
            user={{ name, roles: who.roles }}
            start={
              <>
                <RailSheet>
                  <Rail staff={who} />
                </RailSheet>
                <RailSwitch />
              </>
            }
          />
          <main id="content" tabIndex={-1} className="outline-none">
            {children}
          </main>
        </div>
      </div>
      <DeskKeys places={places} />
      <Toasts />
    </GoingArea>
  )
}
