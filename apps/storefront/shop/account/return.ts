/** Where to go on after signing in: a path of this shop and nothing else. */

/** `//elsewhere` and `/\elsewhere` are other hosts to a browser. */
const OWN_PATH = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,500}$/

export function ownPath(text: unknown, otherwise = '/account'): string {
  return typeof text === 'string' && isOwnPath(text) ? text : otherwise
}

/** With nothing in it to resolve: `/.//elsewhere` is `//elsewhere` to whoever resolves it and looks at the path alone. */
export function isOwnPath(text: string): boolean {
  return OWN_PATH.test(text) && new URL(text, 'http://shop').pathname === text.split(/[?#]/, 1)[0]
}
