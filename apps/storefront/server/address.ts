/** What a request asks for, in the one form that everything behind the door reads. */
import { localeOf, localized } from '../region/locales.ts'

/** Proxies are asked by the whole address (RFC 9112, 3.2.2); whose name stands in it changes nothing here. */
const ABSOLUTE = /^https?:\/\/[^/?#]*/i
/** There is no such page, which the shop says in its own words. */
const NOWHERE = '/nowhere'

/** From the path on: `/cart?a=b`. */
export function originForm(asked = '/'): string {
  const url = asked.replace(ABSOLUTE, '')
  return url.startsWith('/') ? url : `/${url}`
}

/** The same, or a page that is missing for a path whose `%` mean no letters: Next would call that its own failure. */
export function readable(url: string): string {
  try {
    decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '')
    return url
  } catch {
    return localized(NOWHERE, localeOf(url))
  }
}
