/** Fills a shop with what the load needs, through its public API: products with stock, and people who are signed in. */

const PRODUCTS = 5_000
const USERS = 256
/** As much as the API takes: no run may end because something sold out. */
const STOCK = 1_000_000
const AT_ONCE = 16
const UNAVAILABLE = 503
const ASK_AGAIN_MS = 1_000
const TRIES_MAX = 5
/** Of the demo shop. */
export const ADMIN = { identifier: 'admin@ecommerce.local', password: 'admin123' }
const PASSWORD = 'load-test-0815'
/** Access tokens last a quarter of an hour; a case takes less than a third of that. */
const RENEW_AFTER_MS = 5 * 60_000

const BRANDS = ['Aurora', 'Borealis', 'Cirrus', 'Delta', 'Ember']
const CATEGORIES = ['Load Test Cables', 'Load Test Lamps', 'Load Test Mugs', 'Load Test Chairs']

type SignedIn = { readonly accessToken: string; readonly refreshToken: string }

export type Shop = {
  readonly productIds: readonly string[]
  /** Fresh access tokens, one a user. */
  tokens(): Promise<readonly string[]>
  adminToken(): Promise<string>
}

function productId(number: number): string {
  return `load-${String(number).padStart(5, '0')}`
}

/** Adds what is missing; a shop that was filled before is only signed in to. */
export async function openShop(url: string, report: (line: string) => void): Promise<Shop> {
  const ask = asker(url, TRIES_MAX)
  const admin = sessions(ask, [() => ask<SignedIn>('POST', '/auth/login', ADMIN)])
  const [adminToken = ''] = await admin()
  const productIds = Array.from({ length: PRODUCTS }, (_, number) => productId(number))
  await fillCatalogue(ask, adminToken, report)
  report(`signing ${USERS} users in`)
  const users = sessions(
    ask,
    Array.from({ length: USERS }, (_, number) => () => signIn(ask, number)),
  )
  await users()
  return { productIds, tokens: users, adminToken: async () => (await admin())[0] ?? '' }
}

async function fillCatalogue(ask: Ask, token: string, report: (line: string) => void): Promise<void> {
  // Made in order: where the last one is, all are.
  if (await ask('GET', `/products/${productId(PRODUCTS - 1)}`, undefined, { orElse: 404 })) return
  report(`putting ${PRODUCTS} products on sale`)
  const numbers = Array.from({ length: PRODUCTS }, (_, number) => number)
  // The first of each category alone: the category is made with it.
  for (const number of CATEGORIES.keys()) await putOnSale(ask, token, number)
  await inParallel(numbers.slice(CATEGORIES.length, -AT_ONCE), (number) => putOnSale(ask, token, number))
  await inParallel(numbers.slice(-AT_ONCE), (number) => putOnSale(ask, token, number))
}

async function putOnSale(ask: Ask, token: string, number: number): Promise<void> {
  const id = productId(number)
  const product = {
    id,
    sku: id.toUpperCase(),
    name: `Load test product ${number}`,
    description: `Number ${number} of many that nobody needs. It is as long as a description usually is, so that the answer is as long as an answer usually is.`,
    price: (1_000 + ((number * 37) % 9_000)) / 100,
    currency: 'USD',
    brand: BRANDS[number % BRANDS.length],
    category: CATEGORIES[number % CATEGORIES.length],
    attributes: { colour: 'grey', weight: `${100 + (number % 900)} g`, warranty: '2 years' },
    stock: STOCK,
  }
  await ask('POST', '/products', product, { token, orElse: 409 })
}

function signIn(ask: Ask, number: number): Promise<SignedIn> {
  const email = `load-${number}@example.com`
  return ask<SignedIn>(
    'POST',
    '/auth/login',
    { identifier: email, password: PASSWORD },
    { orElse: 401 },
  ).then(
    (signedIn) =>
      signedIn ??
      ask<SignedIn>('POST', '/auth/register', {
        email,
        password: PASSWORD,
        firstName: 'Load',
        lastName: `Tester ${number}`,
      }),
  )
}

/** Signs in once, and afterwards renews what is about to end. */
function sessions(ask: Ask, signIns: readonly (() => Promise<SignedIn>)[]): () => Promise<string[]> {
  let current: SignedIn[] = []
  let since = 0
  return async () => {
    if (performance.now() - since > RENEW_AFTER_MS || current.length === 0) {
      current =
        current.length === 0
          ? await inParallel(signIns, (signInOne) => signInOne())
          : await inParallel(current, ({ refreshToken }) =>
              ask<SignedIn>('POST', '/auth/refresh', { refreshToken }),
            )
      since = performance.now()
    }
    return current.map(({ accessToken }) => accessToken)
  }
}

export type Ask = {
  <T>(method: string, path: string, body?: unknown, options?: { token?: string }): Promise<T>
  /** Gives undefined for this status, too. */
  <T>(
    method: string,
    path: string,
    body: unknown,
    options: { token?: string; orElse: number },
  ): Promise<T | undefined>
}

/**
 * Asks the API one thing, and again where it says that it is not available just now. Throws with what it answered
 * where that is neither good nor expected.
 */
export function asker(url: string, triesMax = 1): Ask {
  const ask = async <T>(
    method: string,
    path: string,
    body?: unknown,
    options: { token?: string; orElse?: number } = {},
    triesLeft = triesMax,
  ): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (response.status === options.orElse) return undefined as T
    if (response.status === UNAVAILABLE && triesLeft > 1) {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
      return ask<T>(method, path, body, options, triesLeft - 1)
    }
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`)
    return JSON.parse(text) as T
  }
  return ask
}

/** A bounded number at a time, answers in the order of the questions. */
export async function inParallel<I, O>(items: readonly I[], work: (item: I) => Promise<O>): Promise<O[]> {
  const results: O[] = []
  let next = 0
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i] as I)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results
}
