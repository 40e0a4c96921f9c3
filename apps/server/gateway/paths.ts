/**
 * Five dialects, one API: what the source documents write is folded to the canonical path before routing, in
 * memory, never by a redirect. Policies hang on the canonical route, so no spelling gets around one.
 */
export type Folded = string | { readonly method: string; readonly url: string }

/** First segments that mean themselves: everything else lives below /api/v1. */
const OWN_PATHS = new Set([
  '',
  'health',
  'metrics',
  '.well-known',
  'docs',
  'internal',
  'socket.io',
  'favicon.ico',
  'robots.txt',
])

type Alias = {
  /** Only for this method; absent for every one. */
  readonly method?: string
  /** Segments below /api/v1; `:x` takes any one segment, a last `*` any number of them, also none. */
  readonly from: string
  /** The same, with what `:x` and `*` took. */
  readonly to: string
  /** The method that is meant, where the documents send another. */
  readonly as?: string
}

/** The words of the documents. A service that joins the platform adds its other names here. */
export const ALIASES: readonly Alias[] = [
  { from: 'register', to: 'auth/register' },
  { from: 'login', to: 'auth/login' },
  { from: 'logout', to: 'auth/logout' },
  { from: 'refresh', to: 'auth/refresh' },
  { from: 'validate', to: 'auth/validate' },
  { from: 'change-password', to: 'auth/change-password' },
  { from: 'users/register', to: 'auth/register' },
  { from: 'users/login', to: 'auth/login' },
  { from: 'users/logout', to: 'auth/logout' },
  { from: 'users/refresh', to: 'auth/refresh' },
  { from: 'users/validate', to: 'auth/validate' },
  { from: 'users/change-password', to: 'auth/change-password' },
  { from: 'forgot-password', to: 'auth/forgot-password' },
  { from: 'reset-password', to: 'auth/reset-password' },
  { from: 'verify-email', to: 'auth/verify-email' },
  { from: 'users/forgot-password', to: 'auth/forgot-password' },
  { from: 'users/reset-password', to: 'auth/reset-password' },
  { from: 'users/verify-email', to: 'auth/verify-email' },
  { from: 'users/profile/*', to: 'profile/*' },
  { from: 'users/me/*', to: 'profile/*' },
  { from: 'auth/profile', to: 'profile' },
  { from: 'auth/me', to: 'profile' },
  { from: 'addresses/*', to: 'profile/addresses/*' },
  { from: 'users/addresses/*', to: 'profile/addresses/*' },
  { from: 'payment-methods/*', to: 'profile/payment-methods/*' },
  { from: 'users/payment-methods/*', to: 'profile/payment-methods/*' },
  { from: 'cart/me/*', to: 'cart/*' },
  { from: 'carts/*', to: 'cart/*' },
  { from: 'orders/cart/*', to: 'cart/*' },
  { from: 'order/cart/*', to: 'cart/*' },
  { from: 'taxes/*', to: 'tax/*' },
  { from: 'shippings/*', to: 'shipping/*' },
  { from: 'shipments/*', to: 'shipping/shipments/*' },
  { from: 'track/:x', to: 'shipping/track/:x' },
  { from: 'orders/:x/cancel', to: 'orders/:x/cancel', method: 'DELETE', as: 'POST' },
  { from: 'orders/:x/tracking', to: 'orders/:x/timeline', method: 'GET' },
  { from: 'orders/:x/track', to: 'orders/:x/timeline', method: 'GET' },
  { from: 'orders/:x/history', to: 'orders/:x/timeline', method: 'GET' },
  { from: 'orders/:x/refund', to: 'orders/:x/refunds', method: 'POST' },
  { from: 'payments/:x/refund', to: 'payments/:x/refunds', method: 'POST' },
  { from: 'products/search', to: 'search', method: 'GET' },
  { from: 'products/search/suggestions', to: 'search/suggest', method: 'GET' },
  { from: 'product/search', to: 'search', method: 'GET' },
  { from: 'catalog/search', to: 'search', method: 'GET' },
  { from: 'search/products', to: 'search', method: 'GET' },
  { from: 'search/suggestions', to: 'search/suggest', method: 'GET' },
  { from: 'search/autocomplete', to: 'search/suggest', method: 'GET' },
  { from: 'searches/*', to: 'search/*' },
  { from: 'inventories/*', to: 'inventory/*' },
  { from: 'user/*', to: 'users/*' },
  { from: 'product/*', to: 'products/*' },
  { from: 'category/*', to: 'categories/*' },
  { from: 'order/*', to: 'orders/*' },
  { from: 'payment/*', to: 'payments/*' },
  { from: 'notification/*', to: 'notifications/*' },
]

type Compiled = Alias & { readonly segments: readonly string[] }

/** By first segment, so that a request that is spelled canonically costs one look. */
const BY_FIRST = Map.groupBy(
  ALIASES.map((alias): Compiled => ({ ...alias, segments: alias.from.split('/') })),
  ({ segments }) => segments[0] ?? '',
)

const CANONICAL = '/api/v1/'
const STEPS_MAX = 3

/** The URL (and the method, where it differs) that a request means. Query strings pass as they are. */
export function foldPath(method: string, url: string): Folded {
  // `*` and absolute URLs are nobody's dialect.
  if (url.charCodeAt(0) !== 0x2f) return url
  const cut = url.indexOf('?')
  const path = withoutSlash(cut === -1 ? url : url.slice(0, cut))
  const search = cut === -1 ? '' : url.slice(cut)
  const below = belowRoot(path)
  if (below === undefined) return search === '' ? path : path + search
  const folded = unaliased(method, below)
  if (folded.method !== method) return { method: folded.method, url: CANONICAL + folded.below + search }
  if (folded.below !== below) return CANONICAL + folded.below + search
  return path.startsWith(CANONICAL) ? path + search : CANONICAL + below + search
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}

/** What stands below /api/v1, in whichever way it was written; undefined for paths that mean themselves. */
function belowRoot(path: string): string | undefined {
  if (path.startsWith(CANONICAL)) return path.slice(CANONICAL.length)
  if (path.startsWith('/api/')) return path.slice('/api/'.length)
  const end = path.indexOf('/', 1)
  return OWN_PATHS.has(end === -1 ? path.slice(1) : path.slice(1, end)) ? undefined : path.slice(1)
}

/** One name may lead to another: `/user/login` is `/users/login`, and that is `/auth/login`. */
function unaliased(method: string, below: string): { readonly method: string; readonly below: string } {
  let meant = { method, below }
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const alias = aliasOf(meant.method, meant.below)
    if (!alias) break
    meant = { method: alias.as ?? meant.method, below: applied(alias, meant.below) }
  }
  return meant
}

function aliasOf(method: string, below: string): Compiled | undefined {
  const end = below.indexOf('/')
  const candidates = BY_FIRST.get(end === -1 ? below : below.slice(0, end))
  if (!candidates) return undefined
  const given = below.split('/')
  return candidates.find((alias) => (alias.method ?? method) === method && fits(alias.segments, given))
}

function fits(segments: readonly string[], given: readonly string[]): boolean {
  const isOpen = segments.at(-1) === '*'
  const fixed = isOpen ? segments.slice(0, -1) : segments
  if (isOpen ? given.length < fixed.length : given.length !== fixed.length) return false
  return fixed.every((segment, i) => segment === given[i] || (segment === ':x' && given[i] !== ''))
}

function applied({ segments, to }: Compiled, below: string): string {
  const given = below.split('/')
  const taken = given[segments.indexOf(':x')] ?? ''
  const rest = segments.at(-1) === '*' ? given.slice(segments.length - 1) : []
  return to
    .split('/')
    .flatMap((segment) => (segment === '*' ? rest : [segment === ':x' ? taken : segment]))
    .join('/')
}
