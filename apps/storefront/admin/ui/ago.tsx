/** How long ago something was, and when exactly for who points at it. */
import { cache } from 'react'
import { currentPage } from '../../page/page.ts'
import { ZONE_COOKIE } from '../shell/choices.ts'
import { agoText, exactText, zoneOf } from './time.ts'

const ZONE = new RegExp(`(?:^|; ?)${ZONE_COOKIE}=([^;]+)`)

export function Ago({ at, isFocusable = false }: { readonly at: string; readonly isFocusable?: boolean }) {
  const zone = currentZone()
  const exact = exactText(at, zone)
  return (
    <time
      dateTime={at}
      data-exact={exact}
      className="ago"
      {...(isFocusable ? { tabIndex: 0, role: 'note', 'aria-label': exact } : {})}
    >
      {agoText(at, pageBegan(), zone)}
    </time>
  )
}

/** Where whoever looks is, by the clock of the browser; UTC on the very first page. */
export const currentZone = cache(() => zoneOf(ZONE.exec(currentPage()?.cookies ?? '')?.[1]))

/** One moment for the whole page, or two rows of the same minute would differ. */
const pageBegan = cache(() => new Date())
