/** What a person reads when the platform is ready: where it is, who may sign in, what to do first. */
import type { Config } from './config.ts'
import type { Server } from './server.ts'

/** `origins` by name; `missing` are documented ports that could not be opened. */
export function welcome(
  { demo, services }: Pick<Config, 'demo' | 'services'>,
  { gateway, mail, internal, shop }: Server['origins'],
  missing: readonly string[],
): string[] {
  if (services !== undefined) return [`Ready: ${services.join(', ')} at ${gateway ?? internal ?? '?'}`]
  return [
    'Rialto is ready.',
    '',
    ...(shop === undefined ? [] : [`  Shop     ${shop}`, `  Admin    ${shop}/admin`]),
    `  API      ${gateway}/api/v1/products`,
    ...(mail === undefined ? [] : [`  Mail     ${mail}`]),
    `  Health   ${gateway}/health`,
    ...(missing.length === 0 ? [] : ['', `  Documented ports left out: ${missing.join(', ')}`]),
    ...(demo
      ? [
          '',
          '  Sign in  customer@ecommerce.local / customer123',
          '           admin@ecommerce.local / admin123',
          '  Card     4242 4242 4242 4242 pays, 4000 0000 0000 0002 does not; tok_visa and tok_declined in the API',
          '',
          '  A first order, step by step:  npx rialto demo order',
        ]
      : ['', '  Let an admin in:  npx rialto user create-admin --email you@shop.example']),
    '',
    '  Ctrl-C stops it; nothing is lost.',
  ]
}
