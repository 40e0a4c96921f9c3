/** What search engines may read: the pages that are the same for all, each list once. */
import { LOCALES, localized } from '../../region/locales.ts'
import { publicUrl } from '../../session/shop.ts'

const OWN_PLACES = ['/account', '/cart', '/checkout', '/orders', '/sign-in', '/sign-up']
/** What only shows the same goods once more. */
const NARROWED = [
  'q',
  'brand',
  'price',
  'minPrice',
  'maxPrice',
  'availability',
  'rating',
  'attribute',
  'sort',
]

/** Made when it is asked for: the address of the shop is a setting of the process, not of the build. */
export const dynamic = 'force-dynamic'

export function GET(): Response {
  const closed = [
    '/admin',
    '/api/',
    '/shop/',
    ...OWN_PLACES.flatMap((path) => LOCALES.map((locale) => localized(path, locale))),
    ...NARROWED.flatMap((name) => [`/*?${name}=`, `/*&${name}=`]),
  ]
  const text = [
    'User-agent: *',
    // Pictures beside links are fetched by those who show the links.
    'Allow: /shop/share/',
    ...closed.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n')
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
