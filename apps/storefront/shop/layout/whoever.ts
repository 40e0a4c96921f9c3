/** Who looks at the page, asked for by the browser once: the page around is the same for all. */

export type Whoever = { readonly signedIn: boolean; readonly itemCount: number }

const ME = '/shop/me'
let answer: Promise<Whoever | undefined> | undefined

/** Undefined where nobody answers; `anew` where it may be somebody else by now. */
export function askWhoever({ anew = false } = {}): Promise<Whoever | undefined> {
  if (anew) answer = undefined
  answer ??= fetch(ME, { headers: { accept: 'application/json' } })
    .then(async (response) => (response.ok ? ((await response.json()) as Whoever) : undefined))
    .catch(() => undefined)
  return answer
}
