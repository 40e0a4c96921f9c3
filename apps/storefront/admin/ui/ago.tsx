/** How long ago something was, and when exactly for who points at it. */
import { cookies } from 'next/headers'
import { cache } from 'react'
import { ZONE_COOKIE } from '../shell/choices.ts'
import { agoText, exactText, zoneOf } from './time.ts'

export async function Ago({
  at,
  isFocusable = false,
}: {
  readonly at: string
  readonly isFocusable?: boolean
}) {
  const zone = await currentZone()
  const exact = exactText(at, zone)
  return (
    <time
      dateTime={at}
      data-exact={exact}
      className="ago"
      {...(isFocusable ? { tabIndex: 0, role: 'note', 'aria-label': exact } : {})}
    >
      {agoText(at, new Date(), zone)}
    </time>
  )
}

/** Where whoever looks is, by the clock of the browser; UTC on the very first page. */
export const currentZone = cache(async () => zoneOf((await cookies()).get(ZONE_COOKIE)?.value))
