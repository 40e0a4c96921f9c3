/** What the documents say about all routes together, so that no route has to say it again. */
export const API_VERSION = '1.0.0'

export const API_INFO = {
  title: 'Rialto',
  version: API_VERSION,
  description: `One origin for everything that a client of the shop can do.

**Bodies** are JSON in UTF-8 with camelCase names. A request may spell each name in snake_case as well (\`first_name\`), or as its schema's \`x-aliases\` say; a name that the schema does not know is refused, and nothing is coerced: \`"5"\` is no number. So are query parameters.

**Paths** may also be written without \`/v1\`, without \`/api/v1\`, or with a slash at the end: \`/api/products\`, \`/products/\`.

**Money** is a decimal number in major units beside a \`currency\`. **Times** are RFC 3339 in UTC. **Ids** are opaque text of up to 64 characters.

**Lists** answer \`{ items, nextCursor, total? }\`. Ask for the next page with \`?cursor=\` and what \`nextCursor\` said, until it is null.

**Refusals** are problems (RFC 9457, \`application/problem+json\`): branch on \`code\`, show \`detail\`. A path that nobody knows answers 404, a method that a path does not know 405 with \`Allow\`.

**Asking again** is safe for GET, PUT and DELETE, and for a POST with an \`Idempotency-Key\`. 429 and 503 say in \`Retry-After\` when.

**Signing in**: \`POST /api/v1/auth/login\`, then \`Authorization: Bearer <accessToken>\`. Operations without a lock take a token too, and then know you.`,
} as const

export const EVENTS_INFO = {
  title: 'Rialto events',
  version: API_VERSION,
  description:
    'What the services of the shop say to each other after each change: at least once, in order per key. Amounts are whole minor units; no event carries anything by which a person could be found, but ids.',
} as const
