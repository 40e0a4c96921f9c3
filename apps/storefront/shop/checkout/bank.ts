/** The way of a cardholder to the page on which they are asked, and from there back to their order. */
import { keepWayBack } from '../../session/way-back.ts'

/** That of the sandbox is told where to lead back to; a bank leads to a page that looks where this browser came from. */
export async function toBank(url: string, back: string): Promise<string> {
  if (url.startsWith('/')) return `${url}?return=${encodeURIComponent(back)}`
  await keepWayBack(back)
  return url
}
