/**
 * The name of one try to order, in the address of the page and in its form: so that reloading, going back and pressing
 * twice all mean the same order.
 */

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function isAttempt(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text)
}

/** The one that was sent, or a new one. */
export function attemptOf(text: unknown): string {
  return isAttempt(text) ? text : crypto.randomUUID()
}
