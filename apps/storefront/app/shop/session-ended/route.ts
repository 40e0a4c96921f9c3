/**
 * Where a page sends a browser whose token the shop refuses, because its session was ended elsewhere: pages cannot
 * take cookies away. Asks first, so that no link from elsewhere signs anybody out.
 */
import { isProblem } from '@rialto/client'
import { localeOf, localized } from '../../../region/locales.ts'
import { forgetSession } from '../../../session/keep.ts'
import { myShop } from '../../../session/shop.ts'
import { ownPath } from '../../../shop/account/return.ts'

export async function GET(request: Request): Promise<Response> {
  const back = ownPath(new URL(request.url).searchParams.get('return'), '/account')
  let location = back
  try {
    await (await myShop()).identity.sessions()
  } catch (error) {
    if (!isProblem(error, 'unauthenticated')) throw error
    await forgetSession()
    const door = /^\/admin(?:[/?]|$)/.test(back) ? '/admin/sign-in' : localized('/sign-in', localeOf(back))
    location = `${door}?return=${encodeURIComponent(back)}`
  }
  return new Response(undefined, { status: 303, headers: { location } })
}
