/**
 * Who may knock at a door without a lock. A page of somebody else, open in a browser of this machine,
 * must neither read mails through a name that it points here (DNS rebinding) nor change anything.
 */
import { Problem } from '@rialto/kernel/contract/problem'
import type { App } from '@rialto/kernel/server/app'

const OWN_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i
const SAFE_METHODS = new Set(['GET', 'HEAD'])

/** Headers of every answer; the pages widen the policy by what they show. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

export function guardDoor(app: App): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(HEADERS)
    const { host = '', origin } = request.headers
    if (!OWN_NAME.test(host)) {
      done(new Problem('forbidden', { detail: 'The inbox answers at localhost, 127.0.0.1 and [::1] only.' }))
    } else if (!SAFE_METHODS.has(request.method) && origin !== undefined && origin !== `http://${host}`) {
      done(new Problem('forbidden', { detail: 'Another page may not change the inbox.' }))
    } else done()
  })
}
