/** Asks the shop for the cart and for changes of it, from the browser. */
import type { CartAnswer, ShownCart } from './shown.ts'

const TIMEOUT_MS = 15_000

function languageOfPage(): string {
  return `?lang=${document.documentElement.lang}`
}

/** Undefined where there is no answer. */
export async function askCart(): Promise<ShownCart | undefined> {
  try {
    const response = await fetch(`/shop/cart${languageOfPage()}`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    return response.ok ? ((await response.json()) as ShownCart) : undefined
  } catch {
    return undefined
  }
}

/** Puts something in, or with a line sets how many of it there are; undefined where there is no answer. */
export async function changeCart(
  body: Readonly<Record<string, string | number>>,
  line?: string,
): Promise<CartAnswer | undefined> {
  try {
    const place = line === undefined ? '' : `/${encodeURIComponent(line)}`
    const response = await fetch(`/shop/cart/items${place}${languageOfPage()}`, {
      method: line === undefined ? 'POST' : 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // Whoever goes on at once takes nothing back.
      keepalive: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return response.ok || response.status === 409 ? ((await response.json()) as CartAnswer) : undefined
  } catch {
    return undefined
  }
}
