import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, createServer as createListener, type AddressInfo, type Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openPassOn } from './pass-on.ts'

const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok'

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** What arrives at a gateway, byte for byte, until the last of a body is there. */
async function passedOn(sent: string): Promise<string> {
  let arrived = ''
  const gateway = createListener((socket) => {
    socket.on('data', (piece) => {
      arrived += piece.toString()
      if (arrived.includes('the end')) socket.end(ANSWER)
    })
    socket.on('error', () => {})
  })
  const passOn = openPassOn({ gateway: `http://127.0.0.1:${await portOf(gateway)}`, credential: 'secret' })
  onTestFinished(() => passOn.close())
  const shop = createServer((request, response) => passOn(request, response, '192.0.2.1'))
  const socket = connect(await portOf(shop), '127.0.0.1')
  socket.write(sent)
  socket.resume()
  await once(socket, 'close')
  return arrived
}

test('what is sent as the body of a request is no request of its own to the gateway', async () => {
  const hidden = 'GET /internal/changes HTTP/1.1\r\nhost: x\r\n\r\nthe end'
  for (const method of ['GET', 'DELETE', 'POST']) {
    const arrived = await passedOn(
      `${method} /api/v1/cart HTTP/1.1\r\nhost: shop.example\r\nconnection: close\r\n` +
        `transfer-encoding: chunked\r\n\r\n${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`,
    )
    const [head = ''] = arrived.split('\r\n\r\n', 1)
    expect(head, method).toMatch(/^transfer-encoding: chunked$/im)
    expect(arrived.slice(head.length), method).toContain(`\r\n${hidden.length.toString(16)}\r\n${hidden}`)
  }
})

test('the gateway is told where somebody asks from by the shop alone, and no cookie', async () => {
  const arrived = await passedOn(
    'POST /api/v1/cart HTTP/1.1\r\nhost: shop.example\r\nconnection: close\r\ncookie: rialto_access=a.b.c\r\n' +
      'x-forwarded-for: 203.0.113.9\r\nx-shop-credential: guessed\r\ncontent-length: 7\r\n\r\nthe end',
  )
  expect(arrived).toMatch(/^x-forwarded-for: 192\.0\.2\.1$/im)
  expect(arrived).toMatch(/^x-shop-credential: secret$/im)
  for (const theirs of ['203.0.113.9', 'guessed', 'rialto_access']) expect(arrived).not.toContain(theirs)
})
