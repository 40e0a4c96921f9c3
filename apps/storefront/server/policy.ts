/** What a browser may do with a page of the shop: run our scripts, show our pictures, speak to us, and nothing else. */
import { randomBytes } from 'node:crypto'

const NONCE_BYTES = 16
const YEAR_SECONDS = 365 * 24 * 60 * 60

export function newNonce(): string {
  return randomBytes(NONCE_BYTES).toString('base64')
}

/**
 * The content security policy of one answer. Next reads the nonce out of it and puts it on its own scripts. Styles
 * come from our files; only attributes may carry one, for a width or a colour that is data.
 */
export function contentPolicy(nonce: string, { isDevelopment }: { readonly isDevelopment: boolean }): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ''}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "font-src 'self'",
    // Without it a worker would need a nonce, which nothing can give it.
    "worker-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** On every answer that a page or a file of the shop gives. */
export function constantHeaders({
  publicUrl,
}: {
  readonly publicUrl: string
}): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(self)',
    'cross-origin-opener-policy': 'same-origin',
    ...(publicUrl.startsWith('https:')
      ? { 'strict-transport-security': `max-age=${YEAR_SECONDS}; includeSubDomains` }
      : {}),
  }
}
