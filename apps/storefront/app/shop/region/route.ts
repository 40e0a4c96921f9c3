/** Keeps where the shopper says to be. A plain form: it works without scripts, and ends on the page it stood on. */
import { cookies } from 'next/headers'
import { readSent } from '../../../page/sent.ts'
import { isRegion } from '../../../region/regions.ts'
import { REGION_COOKIE, YEAR_SECONDS } from '../../../session/names.ts'
import { isSecure } from '../../../session/shop.ts'
import { ownPath } from '../../../shop/account/return.ts'

export async function POST(request: Request): Promise<Response> {
  const country = (await readSent(request))?.text('country')
  if (isRegion(country))
    (await cookies()).set(REGION_COOKIE, country, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: isSecure,
      maxAge: YEAR_SECONDS,
    })
  return new Response(undefined, { status: 303, headers: { location: pageBefore(request) } })
}

/** The page that the form stood on; home where the browser does not tell. */
function pageBefore({ headers }: Request): string {
  const referer = headers.get('referer') ?? ''
  if (!URL.canParse(referer)) return '/'
  const { pathname, search } = new URL(referer)
  return ownPath(`${pathname}${search}`, '/')
}
