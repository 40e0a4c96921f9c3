/**
 * Has a page ask for its scripts when all of it is there. Next names them first, so that a browser runs them while it
 * still lays the page out and waits for its pictures; everything of a kept page can be seen and used without them.
 */
const ASKED_FOR = /<script src="([^"]+)"(?=[^>]* async="")[^>]*><\/script>/g
const END = '</body>'

/** `nonce` is the one that the page was made with. A page without scripts or without an end stays as it is. */
export function scriptsLast(page: string, nonce: string): string {
  const addresses = Array.from(page.matchAll(ASKED_FOR), ([, address]) => address)
  const end = page.lastIndexOf(END)
  if (addresses.length === 0 || end === -1) return page
  const asking = `for(const src of ${JSON.stringify(addresses)})document.head.append(Object.assign(document.createElement('script'),{src,async:true}))`
  const shown = page.slice(0, end).replace(ASKED_FOR, '')
  return `${shown}<script nonce="${nonce}">${asking}</script>${page.slice(end)}`
}
