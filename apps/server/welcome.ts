/** What a person reads when the platform is ready: where it is, who may sign in, what to do first. */
import type { Config } from './config.ts'
import type { Doors } from './doors.ts'

export function welcome({ demo, services }: Config, { origins, missing }: Doors): string[] {
  const { gateway, mail, internal } = origins
  if (services !== undefined) return [`Ready: ${services.join(', ')} at ${gateway ?? internal ?? '?'}`]
  return [
    'Rialto is ready.',
    '',
    `  API      ${gateway}/api/v1/products`,
    ...(mail === undefined ? [] : [`  Mail     ${mail}`]),
    `  Health   ${gateway}/health`,
    ...(missing.length === 0 ? [] : ['', `  Documented ports left out: ${missing.join(', ')}`]),
    ...(demo
      ? [
          '',
          '  Admin    admin@ecommerce.local / admin123',
          '  Customer customer@ecommerce.local / customer123',
          '  Card     tok_visa pays, tok_declined does not',
          '',
          '  A first order, step by step:  npx rialto demo order',
        ]
      : []),
    '',
    '  Ctrl-C stops it; nothing is lost.',
  ]
}
