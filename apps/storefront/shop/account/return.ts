/** Where to go on after signing in: a path of this shop and nothing else. */

/** `//elsewhere` and `/\elsewhere` are other hosts to a browser. */
const OWN_PATH = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,500}$/

export function ownPath(text: unknown, otherwise = '/account'): string {
  return typeof text === 'string' && OWN_PATH.test(text) ? text : otherwise
}
