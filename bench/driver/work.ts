/** The requests of each kind of work, as text ready for the socket, and whether an answer is a good one. */
import type { Reply } from './connection.ts'
import type { Job, Work } from './job.ts'

export type Worker = {
  /** The next request of a client. */
  request(client: number): string
  isGood(reply: Reply): boolean
  /** What to keep of a good answer, for the file of acknowledged orders. */
  acknowledged?(reply: Reply): string | undefined
}

/** A cart of more lines than people have would measure something else. */
const CART_PRODUCTS = 8
const ADDRESS = {
  name: 'Load Test',
  street: '1 Main Street',
  city: 'Springfield',
  zipCode: '12345',
  country: 'US',
}
const PAYMENT = { method: 'card', token: 'tok_visa' }

const ORDER_ID = /"id":"([^"]+)"/
const ORDER_STATUS = /"status":"([a-z_]+)"/
const ORDER_NOTE_BYTES = 512

export function workerOf({ work, host, port }: Job): Worker {
  const ask = requestLines(`${host}:${port}`)
  switch (work.kind) {
    case 'orders':
      return placesOrders(work, ask)
    case 'cart':
      return fillsCarts(work, ask)
    case 'get':
      return {
        request: () => ask('GET', one(work.paths)),
        isGood: ({ status }) => status === 200,
      }
  }
}

type Ask = (method: string, path: string, headers?: string, body?: string) => string

/** The host's name as a literal, so that a request is one concatenation. */
function requestLines(host: string): Ask {
  return (method, path, headers = '', body) =>
    body === undefined
      ? `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}\r\n`
      : `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${headers}\r\n${body}`
}

function placesOrders(work: Extract<Work, { kind: 'orders' }>, ask: Ask): Worker {
  const rest = `"shippingAddress":${JSON.stringify(ADDRESS)},"payment":${JSON.stringify(PAYMENT)}}`
  // The same job may be run again, and must not be answered from what was kept of the first time.
  const keyPrefix = `${work.keyPrefix}-${Date.now().toString(36)}`
  let placed = 0
  return {
    request(client) {
      placed += 1
      const first = work.hot ?? one(work.products)
      const second = another(work.products, first)
      const body = `{"items":[{"productId":"${first}","quantity":1},{"productId":"${second}","quantity":1}],${rest}`
      const token = work.tokens[client % work.tokens.length]
      return ask(
        'POST',
        '/api/v1/orders',
        `authorization: Bearer ${token}\r\nidempotency-key: ${keyPrefix}-${placed}\r\n`,
        body,
      )
    },
    isGood: (reply) => reply.status === 201 && noteOf(reply)?.status === 'confirmed',
    acknowledged(reply) {
      const note = noteOf(reply)
      return note && `${note.id}\t${note.status}`
    },
  }
}

/** Id and status stand at the start of an order; reading all of it as JSON would be the driver's largest cost. */
function noteOf({ body }: Reply): { id: string; status: string } | undefined {
  const start = body.toString('latin1', 0, Math.min(body.length, ORDER_NOTE_BYTES))
  const id = ORDER_ID.exec(start)?.[1]
  const status = ORDER_STATUS.exec(start)?.[1]
  return id === undefined || status === undefined ? undefined : { id, status }
}

function fillsCarts(work: Extract<Work, { kind: 'cart' }>, ask: Ask): Worker {
  return {
    request(client) {
      const product = work.products[(client * CART_PRODUCTS + below(CART_PRODUCTS)) % work.products.length]
      const token = work.tokens[client % work.tokens.length]
      return ask(
        'POST',
        '/api/v1/cart/items',
        `authorization: Bearer ${token}\r\n`,
        `{"productId":"${product}","quantity":1}`,
      )
    },
    isGood: ({ status }) => status === 200 || status === 201,
  }
}

function below(bound: number): number {
  return Math.floor(Math.random() * bound)
}

function one(list: readonly string[]): string {
  return list[below(list.length)] as string
}

/** Two lines of one product would be one line of two. */
function another(list: readonly string[], than: string): string {
  for (;;) {
    const found = one(list)
    if (found !== than || list.length === 1) return found
  }
}
