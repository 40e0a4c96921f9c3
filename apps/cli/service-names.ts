/** The services by all the names that the documents give them: `order-service`, `orders`, `users`. */
import { closest } from './arguments.ts'
import { EXIT, Failure } from './failure.ts'

const OTHER_NAMES: Readonly<Record<string, string>> = {
  user: 'identity',
  users: 'identity',
  auth: 'identity',
  product: 'catalog',
  products: 'catalog',
  catalogue: 'catalog',
  orders: 'order',
  payments: 'payment',
  carts: 'cart',
  notifications: 'notification',
  profiles: 'profile',
}

/** The service that is meant, among those that there are; a `Failure` that says what there is. */
export function serviceNamed(text: string, known: readonly string[]): string {
  const bare = text.toLowerCase().replace(/-service$/, '')
  const name = known.includes(bare) ? bare : OTHER_NAMES[bare]
  if (name !== undefined && known.includes(name)) return name
  const meant = closest(bare, [...known, ...Object.keys(OTHER_NAMES)])
  throw new Failure(
    EXIT.notFound,
    `There is no service “${text}”.`,
    meant ? `Did you mean: ${meant}` : `There are: ${known.join(', ')}`,
  )
}
