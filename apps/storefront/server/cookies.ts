/** The cookies of a request, as Next reads them: of several with one name the last one counts. */
import { isRegion } from '../region/regions.ts'
import { REGION_COOKIE } from '../session/names.ts'

export function readCookies(header = ''): Map<string, string> {
  return new Map(
    header.split(';').flatMap((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const]
    }),
  )
}

export function writeCookies(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** Where a shopper says to be; `''` for nowhere that the shop knows. */
export function regionIn(cookies: ReadonlyMap<string, string>): string {
  const country = cookies.get(REGION_COOKIE)
  return isRegion(country) ? country : ''
}

/**
 * The same with no other region than that: what a page is kept under and what it is made for are one, however somebody
 * spells the cookie (`%44E`, twice, in quotes). Else a stranger could leave the prices of one region in another's page.
 */
export function withOneRegion(header: string | undefined): string | undefined {
  const cookies = readCookies(header)
  if (!cookies.has(REGION_COOKIE)) return header
  const region = regionIn(cookies)
  if (region === '') cookies.delete(REGION_COOKIE)
  else cookies.set(REGION_COOKIE, region)
  return writeCookies(cookies)
}
