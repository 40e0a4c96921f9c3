/** What a person reads when the platform is ready: where it is, who may sign in, what to do first. */
import type { Config } from './config.ts'

export function welcome({ demo, services }: Config, { gateway, mail, internal }: Readonly<Record<string, string>>): string[] {
  if (services !== undefined) return [`Ready: ${services.join(', ')} at ${gateway ?? internal ?? '?'}`]
  return [
    'Rialto is ready.',
    '',
    `  API      ${gateway}/api/v1/products`,
    ...(mail === undefined ? [] : [`  Mail     ${mail}`]),
    `  Health   ${gateway}/health`,
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
