/** What the parts of a page tell each other about the cart, on the window: they are islands and share nothing else. */
import type { Preview, ShownCart } from './shown.ts'

type Signals = {
  /** So many pieces are in it now. */
  readonly 'rialto:cart': number
  /** Show the cart; with what is just being put in. */
  readonly 'rialto:cart-open': Preview | undefined
  /** The cart as it is by now; undefined where what was being put in was refused. */
  readonly 'rialto:cart-shown': ShownCart | undefined
}

export function tell<N extends keyof Signals>(name: N, detail: Signals[N]): void {
  window.dispatchEvent(new CustomEvent(name, { detail }))
}

/** Gives the end of the listening. */
export function hear<N extends keyof Signals>(name: N, listen: (detail: Signals[N]) => void): () => void {
  const heard = (event: Event) => listen((event as CustomEvent<Signals[N]>).detail)
  window.addEventListener(name, heard)
  return () => window.removeEventListener(name, heard)
}
