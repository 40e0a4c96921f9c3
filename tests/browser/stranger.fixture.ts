/** Somebody who sends the pages what no browser and no library would send. */
import { connect } from 'node:net'

export const ANSWER_MS_MAX = 15_000

export type Asked = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

type Answer = { readonly status: number; readonly head: string; readonly text: string }

/** Asks over a connection of its own, with the path as it is. */
export function stranger(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body = '' }: Asked = {},
): Promise<Answer> {
  const { host, port } = new URL(origin)
  const lines = Object.entries({
    host,
    connection: 'close',
    ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), 'localhost')
    const taken: Buffer[] = []
    socket.setTimeout(ANSWER_MS_MAX, () => socket.destroy(new Error(`no answer to ${path}`)))
    socket.on('data', (piece) => taken.push(piece))
    // Answered and cut off while more was still being sent.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
    socket.on('close', () => {
      const answer = Buffer.concat(taken).toString()
      const end = answer.indexOf('\r\n\r\n')
      resolve({ status: Number(answer.slice(9, 12)), head: answer.slice(0, end), text: answer.slice(end) })
    })
    socket.write(Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`, 'latin1'))
  })
}

export function fieldOf(head: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
}

const HIDDEN = /<input type="hidden" name="(\$[^"]*)"(?: value="([^"]*)")?/g

/** The form of a page as a browser without scripts sends it: `multipart/form-data; boundary=B`. */
export function filledIn(page: string, fields: Readonly<Record<string, string>>): string {
  const hidden = Array.from(
    page.matchAll(HIDDEN),
    ([, name, value = '']) => [name, value.replaceAll('&quot;', '"')] as const,
  )
  const parts = [...hidden, ...Object.entries(fields)].map(
    ([name, value]) => `--B\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--B--\r\n`
}

/** What is no address, no cookie and no form of the shop; `own` are the headers of a form that is. */
export function nonsense(own: Readonly<Record<string, string>>): readonly (readonly [string, Asked?])[] {
  const forged = (claims: object) =>
    `rialto_access=a.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c`
  return [
    ['/%'],
    ['/de/p/%ff'],
    ['/orders/%E0%A4%A'],
    ['/_next/static/%ff'],
    ['*'],
    ['/p/%00'],
    ['/c/__proto__'],
    ['/search?q=%00&page=-1&sort=constructor&__proto__=x'],
    [`/search?${Array.from({ length: 700 }, (_, i) => `attribute=c${i}:v`).join('&')}`],
    ['/search?page=99999999999999999999&after=x'],
    ['/shop/now'],
    ['/shop/suggest?q=%00'],
    [`/${'a'.repeat(100_000)}`],
    ['/cart', { headers: { cookie: 'rialto_cart=../../x' } }],
    ['/shop/cart', { headers: { cookie: 'rialto_cart=a%0d%0ab' } }],
    ['/checkout', { headers: { cookie: `rialto_cart=${'x'.repeat(9000)}` } }],
    ['/admin', { headers: { cookie: forged({ sub: 'x', exp: 9e9 }) } }],
    ['/admin', { headers: { cookie: forged({ sub: 'x', exp: 9e9, roles: 'admin' }) } }],
    ['/admin/find?q=x', { headers: { cookie: forged({ exp: 9e9, roles: { some: 1 } }) } }],
    ['/sign-in', { method: 'POST', headers: { ...own, 'next-action': '__proto__' }, body: '[]' }],
    [
      '/shop/cart/items',
      { method: 'POST', headers: { ...own, 'content-type': 'application/json' }, body: '[' },
    ],
    ['/shop/cart/items', { method: 'POST', headers: own, body: 'x' }],
    ['/socket.io/', { headers: { connection: 'Upgrade, close', upgrade: 'websocket' } }],
    ['/p/none', { headers: { connection: 'Upgrade, close', upgrade: 'websocket' } }],
    [
      '/',
      {
        method: 'POST',
        headers: { 'content-length': '4', 'transfer-encoding': 'chunked' },
        body: '0\r\n\r\n',
      },
    ],
  ]
}
